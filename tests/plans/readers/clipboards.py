"""What programs put on the clipboard as text/html when somebody copies a table, in invented words: their own habits of
writing, with what no reader needs cut out."""

# Word: paragraphs in cells, lists as paragraphs with the bullet written out, conditional comments, `o:p`.
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-family:"Calibri",sans-serif;}
@page WordSection1 {size:841.9pt 595.3pt;}
div.WordSection1 {page:WordSection1;}
-->
</style>
<!--[if gte mso 10]><style> table.MsoNormalTable {mso-style-name:"Vanlig tabell";} </style><![endif]-->
</head>
<body lang=NO-BOK style='tab-interval:35.4pt'>
<!--StartFragment-->
<h2>Omr&aring;de 1: Brev<o:p></o:p></h2>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=151 valign=top style='width:113.25pt;border:solid windowtext 1.0pt;
  background:#D9D9D9;mso-background-themecolor:background1;padding:0cm 5.4pt'>
  <p class=MsoNormal><b>Tiltak<o:p></o:p></b></p>
  </td>
  <td width=151 valign=top style='width:113.25pt;background:#D9D9D9'>
  <p class=MsoNormal><b><span style='mso-ansi-language:NO-BOK'>M&aring;lgruppe
  (hvem)</span></b><o:p></o:p></p>
  </td>
  <td width=151 valign=top style='width:113.25pt;background:#D9D9D9'><p class=MsoNormal><b>Tid</b></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td width=151 rowspan=2 valign=top style='border:solid windowtext 1.0pt'>
  <p class=MsoNormal>Skrive brev<span style='mso-spacerun:yes'>  </span>til<a style='mso-comment-reference:AA_1'></a>
  lagene<span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1"
  href="#_msocom_1" name="_msoanchor_1">[AA1]</a></span></span></p>
  <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
  style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>·<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Til
  alle<o:p></o:p></p>
  <p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
  style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
  </span></span><![endif]>Etterp&aring;</p>
  </td>
  <td width=151 valign=top><p class=MsoNormal>Speidere</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
  <p class=MsoNormal><del cite="mailto:x" datetime="2024-01-01T10:00">Korps</del><ins cite="mailto:x">Kor</ins></p></td>
  <td width=151 valign=top style='background:#92D050'><p class=MsoNormal>2024</p></td>
 </tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
  <td width=151 valign=top><p class=MsoNormal><a href="https://turlaget.example.org/brev"><span
  style='mso-fareast-language:NO'>Turlaget</span></a></p></td>
  <td width=151 valign=top style='background:yellow;mso-highlight:yellow'><p
  class=MsoNormal><span lang=EN-US>h&oslash;st&nbsp;2025</span></p></td>
 </tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%">
<div style='mso-element:comment'><p class=MsoCommentText>Hvem skriver?</p></div></div>
<!--EndFragment-->
</body>
</html>
"""

# Excel: classes with their rules in the head, the fragment inside the table, hidden rows and columns, line breaks.
EXCEL = """Version:1.0\r
StartHTML:0000000159\r
EndHTML:0000002000\r
StartFragment:0000000900\r
EndFragment:0000001900\r
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head>
<meta name=ProgId content=Excel.Sheet>
<style>
<!--table
	{mso-displayed-decimal-separator:"\\,";}
td
	{padding-top:1px; color:black; mso-background-source:auto; mso-pattern:auto;}
.xl65
	{white-space:normal;}
.xl66
	{background:yellow; mso-pattern:black none;}
.xl67
	{mso-style-parent:style0; font-weight:700;
	background:#C6E0B4;
	mso-pattern:black none;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse:collapse;width:192pt'>
<!--StartFragment-->
 <col width=64 span=2 style='width:48pt'>
 <col width=0 style='display:none;mso-width-source:userset;mso-width-alt:0'>
 <col width=64 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl67 width=64 style='height:15.0pt;width:48pt'>Tiltak</td>
  <td class=xl67 width=64 style='width:48pt'>M&aring;lgruppe</td>
  <td class=xl67 width=0>Internt</td>
  <td class=xl67 width=64>Status</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 class=xl65 width=64>Skrive brev<br>
    til lagene</td>
  <td>Speidere<span style='mso-spacerun:yes'>  </span></td>
  <td>skjult</td>
  <td class=xl66>P&aring;g&aring;ende</td>
 </tr>
 <tr height=0 style='display:none;mso-height-source:userset;mso-height-alt:0'>
  <td>Gammelt tiltak</td><td></td><td></td><td></td>
 </tr>
 <tr height=20>
  <td colspan=4 height=20 class=xl67>Media</td>
 </tr>
<!--EndFragment-->
</table>
</body>
</html>
"""

# Google Sheets: everything in style attributes, one span of its own round the table.
SHEETS = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}
br
{mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0"
dir="ltr" border="1" style="table-layout:fixed;font-size:10pt;width:0px" data-sheets-root="1"><colgroup><col
width="100"/>
<col width="100"/></colgroup><tbody><tr style="height:21px;"><td
style="overflow:hidden;padding:2px 3px;font-weight:bold;"
data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Tiltak&quot;}">Tiltak</td><td
style="font-weight:bold;">Målgruppe</td>
</tr><tr style="height:21px;"><td style="background-color:#00ff00;" rowspan="2" colspan="1"><div
style="max-height:42px">Skrive
brev<br/>og svare</div></td><td style="background-color:rgb(255, 242, 204);">Speidere</td></tr><tr
style="height:21px;"><td
style="text-decoration:underline;color:#1155cc;"><a class="in-cell-link" target="_blank"
href="https://turlaget.example.org/">turlaget.example.org</a></td></tr></tbody></table>"""

# Google Docs, as it is exported: rules for classes, links by way of itself, comments below.
DOCS = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style
type="text/css">ol{margin:0}
.c1{background-color:#d9ead3;border-right-style:solid}.c2{color:#000000;font-weight:700}.c3{padding-left:0pt}</style></head>
<body class="c9"><p class="title" id="h.1"><span class="c2">Plan for 2024</span></p><h2><span>Brev</span></h2>
<p><span></span></p>
<table class="c5"><tr class="c6"><td class="c1" colspan="1" rowspan="1"><p><span class="c2">Tiltak</span></p></td><td
class="c1"
colspan="1" rowspan="1"><p><span class="c2">Ansvar</span></p></td></tr><tr class="c6"><td colspan="1" rowspan="1"><ul
class="lst-kix_1"><li class="c3"><span>Skrive</span></li><li class="c3"><span>Svare</span></li></ul></td><td colspan="1"
rowspan="1"><p><span>Kari<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></span><span><a
href="https://www.google.com/url?q=https://turlaget.example.org/kari&amp;sa=D&amp;ust=1"> her</a></span></p></td></tr>
</table>
<div class="c7"><p class="c8"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Sikker?</span></p></div></body></html>"""

# LibreOffice Writer: colours twice over, fonts in fonts, source lines that break anywhere.
WRITER = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		p { line-height: 115%; margin-bottom: 0.25cm; background: transparent }
		td p { orphans: 0; widows: 0; background: transparent }
	</style>
</head>
<body lang="nb-NO" link="#000080" vlink="#800000" dir="ltr">
<table width="665" cellpadding="4" cellspacing="0">
	<col width="323"/>

	<col width="324"/>

	<thead>
		<tr valign="top">
			<th width="323" style="border: none; padding: 0cm"><p class="western">
				Tiltak</p>
			</th>
			<th width="324" bgcolor="#ffff00" style="background: #ffff00; border: none; padding: 0cm"><p>
				Målgruppe</p>
			</th>
		</tr>
	</thead>
	<tbody>
		<tr valign="top">
			<td style="padding: 0cm"><p style="background: #92d050"><font face="Arial, serif"><font size="2"
				style="font-size: 9pt">Skrive
				lange brev</font></font></p>
			</td>
			<td style="padding: 0cm"><ul>
				<li><p style="margin-bottom: 0cm">
				Speidere</p></li>
				<li><p>Turgåere</p></li>
			</ul>
			</td>
		</tr>
	</tbody>
</table>
</body>
</html>"""

# A page of the web: what is round its text is not the plan's.
PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Handlingsplan – Turlaget</title>
<script>if (1 < 2) document.write("<p>skrevet</p>")</script><style>.skjult{display:none}</style></head>
<body><header><a href="/">Turlaget</a><button>Meny</button></header>
<nav><ul><li><a href="/om">Om oss</a></li></ul><script>var ord = "nei"</script></nav>
<div role="search"><input value="x"><label>Søk</label></div>
<article><header><h1>Handlingsplan 2024</h1></header><p>Planen viser hva
laget gjør.</p><p class="skjult">Hemmelig</p><p hidden>Også hemmelig</p>
<table><caption>Område 1: Brev</caption><thead><tr><th>Tiltak</th><th>Ansvar</th></tr></thead>
<tbody><tr><td>Skrive <a href="https://turlaget.example.org/brev">brev</a></td><td>Kari</td></tr></tbody></table></article>
<aside>Les også: andre saker</aside><footer>Følg oss</footer><noscript>Slå på</noscript></body></html>"""
