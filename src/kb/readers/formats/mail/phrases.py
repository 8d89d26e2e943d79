"""What mail programs write around quotations, in the languages in which they write it, as regular expressions."""

import re

WROTE = (
    r"wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|escribio|ha scritto|scrive|escreveu|schreef|"
    r"napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|skrev|kirjoitti|yazdı|írta|a scris|έγραψε|"
    r"написал(?:\(а\)|а)?|пишет|写道|寫道|のメール|님이 작성"
)
ORIGINAL = (
    "original message|original appointment|ursprüngliche nachricht|originalnachricht|message d'origine|"
    "message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|"
    "ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|"
    "původní zpráva|исходное сообщение|orijinal mesaj|原始邮件|邮件原件|元のメッセージ|원본 메시지"
)
FORWARDED = (
    "forwarded message|forwarded by [^-]{0,80}|weitergeleitete nachricht|message transféré|mensaje reenviado|"
    "messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|vidarebefordrat meddelande|"
    "przekazana wiadomość|转发邮件"
)
BEGINS = (
    "begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|"
    "inicio del mensaje reenviado|inizio messaggio inoltrato"
)
RULE = re.compile(
    rf"\s*(?:[-_*=]{{2,}}\s*(?:{ORIGINAL}|{FORWARDED})\s*[-_*=]*|(?:{BEGINS}) ?:?|_{{20,}})\s*", re.IGNORECASE
)
"""A line that stands over a message which was copied whole."""

FIELDS = {
    "from": "from|von|de|da|van|från|fra|lähettäjä|od|от|kimden|发件人|寄件者|差出人|보낸 사람",
    "date": "sent|date|gesendet|datum|envoyé|enviado(?: el)?|enviada em|fecha|data|inviato|verzonden|skickat|sendt|"
    "dato|lähetetty|wysłano|odesláno|отправлено|дата|gönderildi|tarih|发送时间|日期|寄件日期|送信日時|보낸 날짜",
    "rest": "to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|кому|kime|收件人|宛先|받는 사람|cc|kopie|subject|"
    "betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|тема|konu|主题|主旨|件名|제목|"
    "reply-to|antwort an",
}
"""The names of the fields of a header that was copied along."""

DEVICES = (
    "sent (?:from|via) (?:my|the|yahoo|outlook|mail|proton)|get outlook for|von meinem .{2,30} gesendet|"
    "gesendet (?:mit|von)|envoyé (?:de|depuis) mon|enviado (?:desde|do) (?:mi|meu)|inviato da(?:l mio)?|"
    "verstuurd vanaf|verzonden vanaf|skickat från|sendt fra|lähetetty|wysłane z|отправлено с|发自我的|iphoneから送信"
)
SMALL_PRINT = re.compile(
    r"intended (?:solely |only |exclusively )?(?:for|recipient)|"
    r"(?:privileged|confidential)[^.]{0,60}(?:information|message|e-?mail)|"
    r"e-?mail[^.]{0,80}(?:confidential|privileged)|if you (?:have received|are not the (?:intended|named))|"
    r"think before you print|consider the environment before print|diese (?:e-?mail|nachricht)[^.]{0,80}vertraulich|"
    r"nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)|"
    r"ce (?:message|courriel)[^.]{0,120}confidentiel|este (?:mensaje|correo)[^.]{0,120}confidencial|"
    r"questo messaggio[^.]{0,120}(?:riservat|confidenzial)|dit bericht[^.]{0,120}vertrouwelijk|"
    r"esta mensagem[^.]{0,120}confidencia",
    re.IGNORECASE,
)
LETTING_GO = re.compile(
    r"unsubscribe|manage (?:your )?(?:preferences|subscription)|update (?:your )?preferences|"
    r"view (?:this|it) (?:e-?mail )?(?:in|on) (?:your|a|the) (?:browser|web)|vom newsletter abmelden|"
    r"newsletter abbestellen|abmelden|se désabonner|désinscri|darse de baja|cancellar(?:e|ti)|disiscri|afmelden|"
    r"avregistrera|you received this message because you are subscribed|"
    r"you are receiving this (?:because|e-?mail)|reply to this email directly|退订|配信停止|mailing list\s*$|"
    r"/mailman/listinfo|to post to this group|all rights reserved",
    re.IGNORECASE,
)
