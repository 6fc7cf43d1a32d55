"""HTML to PDF that is accessible and can be archived. The only room that knows WeasyPrint.

`printing.render.to_pdf` is the way in; the other modules run in its child processes.
"""
