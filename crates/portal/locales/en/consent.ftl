### My choices: what a patient permits and forbids.

place-choices = My choices
places-privacy = Sharing and privacy
choices-lede = You decide who may see what. Each choice holds from the next page that anybody opens.
choices-empty-title = You have made no choices yet
choices-empty = Until you make one, what you read below holds.
choices-current = What holds now
choices-former = What has ended
choice-new = Make a choice
choice-end = End this
choice-hidden = Private
choice-open = Shared
choice-done-title = Done.
choice-done-made = Your choice holds from now on.
choice-done-ended = This choice has ended.
choices-record-unread = Choices that you made at your clinic could not be looked up just now. Those that we know of hold all the same.
choices-record-closed = Your clinic’s own system does not take choices from here. They hold in this portal. Please tell your clinic if they are to hold there too.
choice-unknown = Not yet known to your clinic’s system
choice-end-unknown = Its end is not yet known to your clinic’s system
choices-not-understood = { $n ->
    [one] Your clinic’s record has one choice that cannot be applied here. Please ask your clinic about it.
   *[other] Your clinic’s record has { $n } choices that cannot be applied here. Please ask your clinic about them.
 }
choices-defaults = What holds without a choice
choices-default-proxies-title = People who act for you
choices-default-proxies = They see the kinds of record that you share with them. A caregiver sees no sensitive topic unless you open it here.
choices-default-team-title = Your care team
choices-default-team = They see your record to treat you. They see care for alcohol or drug use only if you open it here.
choices-default-research-title = Research
choices-default-research = Nobody uses your record for research through this portal. You can say now that it is to stay so.
choices-default-apps-title = Apps
choices-default-apps = No app is connected to your record.
choices-emergency = In an emergency a clinician may look at what you keep private. You are always told, and somebody checks why.

## A choice in words
choice-deny = { $number ->
    [many] { $who } may not see { $what }.
   *[one] { $who } may not see { $what }.
 }
choice-permit = { $number ->
    [many] { $who } may see { $what }.
   *[one] { $who } may see { $what }.
 }
choice-deny-everyone = Nobody but you may see { $what }.
choice-permit-everyone = Everybody who can open your record may see { $what }.
choice-purposes = Only for { $purposes }.
choice-anything = anything in your record
choice-kinds = { $kinds } in your record
choice-topics = what is about { $topics }
choice-kinds-topics = { $kinds } that are about { $topics }
choice-one-thing = one single entry of your record ({ $kinds })
choice-named = “{ $title }” ({ $kinds })
choice-named-dated = “{ $title }” of { $date } ({ $kinds })
choice-dated-from = { $what }, dated { $from } or later
choice-dated-to = { $what }, dated { $to } or earlier
choice-dated-between = { $what }, dated { $from } to { $to }
choice-until = Until { $date }
choice-until-ended = Until you end it
choice-made = made { $date }
choice-ended = ended { $date }
choice-from-record = from your clinic’s record; your clinic can change it
choice-to-named = { $name }
choice-to-everyone = Everybody
choice-to-proxies = The people who act for you
choice-to-research = Researchers
choice-to-person = Somebody who acted for you
choice-to-practitioner = Somebody of your care team
choice-to-organization-named = Everybody at { $name }
choice-to-organization = Everybody at one clinic
choice-to-app-named = The app { $name }
choice-to-app = An app
purpose-request = your own requests
purpose-treatment = treatment
purpose-emergency = emergencies
purpose-operations = running the clinic
purpose-research = research

## Making a choice
choice-step = Step { $n } of 4
choice-what-title = What is it about?
choice-who-title = Who is it about?
choice-long-title = How long does it hold?
choice-confirm-title = Is this right?
choice-effect = What do you want?
choice-effect-deny = Keep something private
choice-effect-deny-hint = You choose who may not see it.
choice-effect-permit = Open something
choice-effect-permit-hint = You choose who may see it who otherwise could not.
choice-kind = Which part of your record?
choice-kind-all = All of it
choice-topic = Only what is about a certain topic?
choice-topic-hint = These topics are protected more than others.
choice-topic-any = No, whatever it is about
choice-item-words = It is about one single entry of your record, the one that you came from.
choice-item-title = Who may see this?
choice-item-deny = Keep it private
choice-item-permit = Open it
choice-item-link = Choose who may see this
choice-who-organization-hint = Whoever works there.
choice-who = Whose access is it about?
choice-who-proxies = Everybody who acts for me
choice-who-no-proxies = Nobody does at the moment.
choice-who-research = Research
choice-who-research-hint = Whoever would use records for research.
choice-who-everyone = Everybody but me
choice-who-everyone-hint = Also the people who treat you.
choice-who-team-unknown = Your care team could not be looked up just now.
choice-lasts = Until when?
choice-lasts-always = Until I end it
choice-lasts-until = Until a certain day
choice-last-day = The last day
choice-dates = Only what is from a certain time
choice-dates-hint = Leave both empty for any time. What has no clear date stays private.
choice-dated-first = From this day on
choice-dated-last = Up to this day
choice-confirm-words = It holds from the next page that anybody opens. You can end it whenever you like.
choice-confirm = Yes, this is my choice
choice-again = Start again
choice-leave = Cancel
choice-fault-effect = Please say whether to keep something private or to open it.
choice-fault-kind = Please choose a part of your record.
choice-fault-topic = Please choose a topic, or “No”.
choice-fault-topic-needed = To open something, please say which topic. Everything else is shared already with whom you gave access.
choice-fault-who = Please choose whose access it is about.
choice-fault-until = Please say until when: until you end it, or a last day that has not passed.
choice-fault-days = Please check these days: the first must not be after the last.
choice-fault-too-many = You have as many choices as can be kept. Please end some of them first.

## Ending a choice
choice-end-title = End this choice?
choice-end-deny = From then on this is shared again as it would be without your choice.
choice-end-permit = From then on this is private again.
choice-end-yes = End this choice
choice-end-no = Keep it
