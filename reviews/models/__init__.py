from reviews.models.attachments import Attachment
from reviews.models.questionnaires import Question, Questionnaire, Section
from reviews.models.responses import Answer, Response, ResponseStep
from reviews.models.rounds import ReviewRound

__all__ = ["Answer", "Attachment", "Question", "Questionnaire", "Response", "ResponseStep", "ReviewRound", "Section"]
