"""Invented pages that stand in an article's place, and short articles about such pages: (language, title, h1, lines)."""

from __future__ import annotations

WALLS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "en robot": ("en", "Robot check – Lantern Gazette", "One question first", (
        "Before we let you in, please confirm you are a human being.", "It takes a second.")),
    "en bot activity": ("en", "Lantern Gazette", "Something looks off", (
        "We have detected suspicious activity coming from your network.", "Incident number 99.")),
    "en challenge": ("en", "Just a moment...", "lantern.example", (
        "Verify you are human by completing the action below.",
        "lantern.example needs to review the security of your connection before proceeding.")),
    "en denied": ("en", "Access Denied", "Access Denied", (
        'You don\'t have permission to access "http://lantern.example/news" on this server.',)),
    "en missing": ("en", "Lantern Gazette: Page not found", "Oh dear", (
        "That link is a dead end. Have a look at the front page, or try our search for older pieces.",)),
    "en gone": ("en", "410 Gone | Lantern Gazette", "Gone", ("There was something here once.",)),
    "en 500": ("en", "500 - Internal Server Error", "Whoops", ("Our engineers have been woken up.",)),
    "en 503": ("en", "503 Service Unavailable", "Service Unavailable", ("No server is available to handle this request.",)),
    "en region": ("en", "Lantern Gazette", "Hello, traveller", (
        "Unfortunately, our website is currently unavailable in most European countries. We are looking at options.",)),
    "en browser": ("en", "Browser not supported | Lantern Gazette", "Time for an upgrade", (
        "Please try one of the browsers listed here.",)),
    "en script": ("en", "Lantern Gazette", "Lantern Gazette", ("Please enable JavaScript to continue using this application.",)),
    "en login": ("en", "Sign in – Lantern Gazette", "Sign in", ("Email address", "Password", "Keep me signed in")),
    "en consent": ("en", "Lantern Gazette", "How would you like to read?", (
        "Accept cookies to read for free, or subscribe for £2 a month and see no advertising.", "Manage choices")),
    "en parked": ("en", "lantern.example", "lantern.example is for sale", ("Make an offer for this name today.",)),
    "en maintenance": ("en", "Lantern Gazette is down for maintenance", "We'll be back soon", ("The press is being oiled.",)),
    "de robot": ("de", "Laternenbote: Sind Sie ein Roboter?", "Kurze Prüfung", (
        "Bevor es weitergeht, müssen wir sicherstellen, dass Sie kein Roboter sind.",)),
    "de missing": ("de", "Fehler 404 – Laternenbote", "Hoppla!", ("Die angeforderte Seite wurde leider nicht gefunden.",)),
    "de blocked": ("de", "Laternenbote", "Zugriff gesperrt", ("Ihre IP-Adresse wurde wegen zu vieler Anfragen gesperrt.",)),
    "de consent": ("de", "Laternenbote", "Laternenbote lesen", (
        "Nutzen Sie laternenbote.example mit personalisierter Werbung und Tracking.",
        "Oder lesen Sie werbefrei für 3 Euro im Monat.", "Bereits Abonnent? Hier einloggen")),
    "de browser": ("de", "Laternenbote", "Bitte aktualisieren", ("Sie verwenden einen veralteten Browser.",)),
    "fr robot": ("fr", "La Lanterne", "Vérification de sécurité", (
        "Nous voulons nous assurer que vous êtes bien un humain.",)),
    "fr missing": ("fr", "La Lanterne - Page introuvable", "Oups !", ("Le lien est peut-être cassé.",)),
    "fr consent": ("fr", "La Lanterne", "Votre choix", (
        "En acceptant les cookies, vous lisez gratuitement ; sinon, vous pouvez les refuser ou vous abonner.",
        "S'abonner pour refuser")),
    "fr denied": ("fr", "La Lanterne", "Accès bloqué", ("Votre adresse IP a été temporairement bloquée.",)),
    "es robot": ("es", "La Linterna | Verificación de seguridad", "Un momento", (
        "Queremos comprobar que usted no es un robot.",)),
    "es missing": ("es", "La Linterna", "¡Vaya!", ("La página que está buscando no existe o ha cambiado de sitio.",)),
    "es region": ("es", "La Linterna", "Aviso", ("Este contenido no está disponible en su región por motivos legales.",)),
    "it missing": ("it", "404 - La Lanterna", "Errore", ("La pagina richiesta non esiste più.",)),
    "it robot": ("it", "La Lanterna", "Controllo di sicurezza", ("Abbiamo rilevato attività sospette dalla tua rete.",)),
    "it script": ("it", "La Lanterna", "Attenzione", ("Per favore, abilita JavaScript per continuare.",)),
    "pt missing": ("pt", "A Lanterna – Página não encontrada", "Ops!", ("Tente a busca.",)),
    "pt robot": ("pt", "A Lanterna", "Verificação", ("Por favor, confirme que você não é um robô.",)),
    "nl missing": ("nl", "De Lantaarn | Pagina niet gevonden", "Oeps", ("Probeer onze voorpagina.",)),
    "nl robot": ("nl", "De Lantaarn", "Even checken", ("Bevestig alstublieft dat u geen robot bent.",)),
    "pl missing": ("pl", "Latarnia", "Ups!", ("Strona, której szukasz, nie istnieje.",)),
    "pl robot": ("pl", "Latarnia - Czy jesteś człowiekiem?", "Sprawdzenie", ("Chwila.",)),
    "ru missing": ("ru", "Фонарь — Ошибка 404", "Страница не найдена", ("Попробуйте поиск.",)),
    "ru robot": ("ru", "Фонарь", "Проверка", ("Подтвердите, что вы человек, а не робот.",)),
    "ru blocked": ("ru", "Фонарь", "Доступ ограничен", ("Ваш IP-адрес был заблокирован.",)),
    "ja missing": ("ja", "404 Not Found｜灯台新聞", "お探しのページは見つかりませんでした", ("トップへ戻る",)),
    "ja robot": ("ja", "灯台新聞", "確認", ("続行するには、あなたがロボットではないことを証明してください。",)),
    "zh missing": ("zh", "灯塔报", "页面不存在", ("返回首页",)),
    "zh robot": ("zh", "安全验证 - 灯塔报", "请稍等", ("请完成下方的滑块验证后继续。",)),
    "ko missing": ("ko", "등대신문 - 페이지를 찾을 수 없습니다", "죄송합니다", ("주소를 확인하세요.",)),
    "sv robot": ("sv", "Lyktan", "Säkerhetskontroll", ("Bekräfta att du är en människa.",)),
    "tr missing": ("tr", "Fener | Sayfa bulunamadı", "Üzgünüz", ("Ana sayfaya dönün.",)),
    "ar missing": ("ar", "الفنار - الصفحة غير موجودة", "عذراً", ("عد إلى الصفحة الرئيسية.",)),
}  # fmt: skip

ARTICLES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "about bot checks": ("en", "Why the web keeps asking whether you are a robot | Lantern Gazette",
        "Why the web keeps asking whether you are a robot", (
        "Ten years ago a box to tick was enough. Now readers have to find every boat in nine grey pictures, and a third give up.",
        "“Are you a robot?” is the question that people dislike most, a study in Delft found, ahead of questions on money.")),
    "headline that begins like an error": ("en", "Page not found: how the town lost its archive – Lantern Gazette",
        "Page not found: how the town lost its archive", (
        "When the clerk opened the ledger of 1911 on Monday, forty leaves had been cut out with a razor.",
        "Nobody had asked for the book in years, she said. The police are looking for a man with a grey bag.")),
    "a short brief on data protection": ("en", "Ferry line fined under GDPR | Lantern Gazette", "Ferry line fined under GDPR", (
        "A ferry line must pay 40,000 euros because it kept the passports of its passengers for eight years.",
        "The General Data Protection Regulation allows that for as long as it is needed, the authority said on Tuesday.")),
    "a number in front": ("en", "404 sheep rescued from the marsh | Lantern Gazette", "404 sheep rescued from the marsh", (
        "Farmers and soldiers pulled 404 sheep out of the salt marsh on Sunday before the tide came in.",)),
    "a brief on an outage": ("en", "Bank site down for six hours – Lantern Gazette", "Bank site down for six hours", (
        "Customers of the Island Bank saw only the words “service unavailable” from six in the morning until noon.",)),
    "de works on a road": ("de", "Wartungsarbeiten am Tunnel | Laternenbote", "Wartungsarbeiten am Tunnel", (
        "Der Tunnel unter dem Fluss wird von Montag an nachts gesperrt, weil die Lüfter getauscht werden.",)),
    "de a street is closed": ("de", "Sie wurden gesperrt – Laternenbote", "Drei Straßen zu", (
        "Sie wurden nach dem Brand gesperrt und bleiben es bis Freitag: drei Straßen am Hafen, sagte die Feuerwehr am Abend.",)),
    "fr a navigator": ("fr", "Le navigateur a disparu | La Lanterne", "Le navigateur a disparu", (
        "Le navigateur le plus ancien du port n'est pas rentré dimanche, et son bateau a été retrouvé vide au large.",)),
    "es a closed road": ("es", "Acceso restringido al puerto por la feria | La Linterna",
        "Acceso restringido al puerto por la feria", (
        "El acceso al puerto ha sido bloqueado por la policía desde el viernes, y los barcos esperan fuera.",)),
    "zh a court": ("zh", "法院访问养老院 - 灯塔报", "法院访问养老院", (
        "法官们星期二访问了镇上的养老院，与老人谈了他们的房屋合同，并答应在春天之前给出答复。",)),
}  # fmt: skip


def page(language: str, title: str, h1: str, lines: tuple[str, ...]) -> str:
    """The page in the frame of its site."""
    said = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><title>{title}</title></head><body><header><nav><ul>"
        "<li><a href='/a'>A</a></li><li><a href='/b'>B</a></li><li><a href='/c'>C</a></li></ul></nav></header>"
        f"<main><h1>{h1}</h1>{said}</main><footer><p>© Harbour</p></footer></body></html>"
    )
