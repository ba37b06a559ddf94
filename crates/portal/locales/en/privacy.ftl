place-privacy = Who looked

ledger-lede = Everybody who opened your record, or tried to. It is written down before anything is shown, and nobody can take it out.
ledger-looks = Looks at your record
ledger-filter-who = Who
ledger-filter-days = How far back
ledger-filter = Show
ledger-who-others = Everybody but me
ledger-who-staff = People who work here
ledger-who-proxies = People who act for me
ledger-who-everybody = Everybody, and me
ledger-days-30 = 30 days
ledger-days-90 = 3 months
ledger-days-365 = 1 year
ledger-days-all = All, up to 6 years
ledger-empty-title = Nobody has looked
ledger-empty = Nobody of this kind opened your record in this time.
ledger-unreadable = { $n ->
    [one] One entry could not be read. It is kept, and the privacy officer can look into it.
   *[other] { $n } entries could not be read. They are kept, and the privacy officer can look into them.
 }
ledger-you = You
ledger-somebody = Somebody whose account is not there any more
ledger-opened = Opened
ledger-searched = Searched
ledger-downloaded = Downloaded
ledger-declared = They said: “{ $reason }”.
ledger-broke-glass = Declared an emergency
ledger-looked-up = Looked up your name and birth date
ledger-compared = Compared a name and a birth date with your record
ledger-reviewed = Checked who may act for you
ledger-made-code = Had a code made with which you can sign up
ledger-made-account = Made the account that opens this record
ledger-not-signed-in = Somebody who was not signed in
ledger-tried = Tried to open, and saw nothing
ledger-withheld = { $n ->
    [one] One item was kept from them.
   *[other] { $n } items were kept from them.
 }
ledger-emergency = Emergency
ledger-refused = Refused
ledger-preview = Your own preview
ledger-ask = Ask about this
ledger-receipt = Download a receipt
ledger-older = Earlier looks
ledger-download = Download this list
ledger-receipt-about = A receipt is a file that proves that an entry is in the log. Anybody can check it without asking us.

ledger-ask-title = Ask about this look
ledger-ask-lede = The privacy officer reads your question, looks into it and answers you. You see how far it is under your requests.
ledger-question = Your question
ledger-question-hint = For example: I was not at the clinic that day. Why was my record opened?
ledger-question-fault = Write your question, in up to 2,000 letters.
ledger-question-already = Your question about this look is on its way. You see it under your requests, and when it is answered you can ask again.
ledger-question-today = You have asked as many questions as you can in one day. Please keep your words and ask tomorrow.
ledger-ask-send = Send the question
ledger-ask-back = Back without asking

eyes-link = See my record as somebody else does
eyes-title = See your record as somebody else does
eyes-lede = Choose a person, and your own pages open just as they see them now. Nothing is done in their name. It is noted as your preview.
eyes-empty-title = Nobody else sees your record
eyes-empty = When you share your record, or have a care team, you will find them here.
