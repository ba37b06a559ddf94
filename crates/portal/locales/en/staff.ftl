### The staff side.

place-staff-home = Home
place-staff-patients = Patients
place-staff-appointments = Appointments
place-staff-cases = Cases
place-staff-accounts = Accounts
place-staff-access = Access
place-staff-alerts = Alerts
place-staff-oversight = Who looked
places-staff = Your work

role-patient = Patient
role-clinician = Clinician
role-scheduler = Scheduler
role-support = Support
role-administrator = Administrator
role-privacy-officer = Privacy officer
role-system = The portal itself

gate-line-staff = For people who work here.
record-of-patient = The patient whose record is open
colophon-staff = { $organization } keeps the records. Portico only shows them, and writes down every time one is opened.
problem-staff-home = Back to your work

staff-hello = Hello, { $name }
staff-task-patients = Find a patient and open their record.
staff-task-appointments = See who comes when.
staff-task-cases = Answer what people asked for.
staff-task-accounts = Help people get into their accounts.
staff-task-access = Check who may act for a patient.
staff-task-alerts = See what looks unusual, and look into it.
staff-task-oversight = See who opened which record, and why.
staff-limits-clinician = You see the records of patients whom you treat. Patients see that you looked.
staff-limits-scheduler = You see appointments. You do not see health records.
staff-limits-privacy-officer = You see who opened what. You do not see health records.
staff-limits-others = You do not see health records.

## The open record
staff-reading = You are reading the record of { $name } as: { $role }. Every page you open is written down, and the patient can see it.
glass-open-title = Emergency access.
glass-open = { $n ->
    [one] It ends in one minute, at { $moment }. The privacy officer knows.
   *[other] It ends in { $n } minutes, at { $moment }. The privacy officer knows.
 }
glass-end = End it now

## Signing in
staff-sign-in-title = Sign in for staff
staff-sign-in-lede = { $organization } checks who you are. You sign in where you sign in for everything else at work.
staff-sign-in = Sign in with your work account
staff-going-on = You go on to your work account. If nothing happens in a moment, press the button.
staff-go-on = Go on
staff-for-patients = You are a patient? Sign in here.
staff-again-title = Is it still you?
staff-again-lede = What you want to do is sensitive. Please prove once more who you are, then we go on where you were.
staff-again = Prove it is me
staff-fault-not-under-way = This sign-in took too long or was finished before. Please begin again.
staff-fault-declined = You did not sign in. You can try again.
staff-fault-untrusted = We could not make sure that it is you, so nothing was opened. Try again; if it happens twice, call the help desk.
staff-fault-no-second-factor = You signed in with a password alone. For health records you need a second proof, such as a security key or a code.
staff-fault-no-role = You work here, but your work has no part in this portal. If that is wrong, call the help desk.
staff-fault-let-go = Your account here is closed. If that is wrong, call the help desk.
staff-fault-somebody-else = Somebody else signed in than the person whose page was open. Sign out first to change who you are.
staff-fault-unavailable = Your work sign-in cannot be reached right now. Please try again in a few minutes.
staff-fault-not-set-up = Sign-in for staff is not set up here.

## Signing out
staff-signed-out-title = You are signed out
staff-signed-out-going-on = You are signed out here. Next you are signed out of your work account, too.
staff-signed-out-everywhere = You are signed out here and of your work account.
staff-signed-out-here = You are signed out here. Your work account may still be signed in on this computer: if others use it, sign out there, too.
staff-sign-out-there = Sign out of your work account
staff-sign-in-again = Sign in again

## Patients
staff-patients-lede = Open the record of a patient whom you treat, or find somebody else.
staff-patients-mine = Patients whom you treat
staff-patients-mine-none-title = No patients yet
staff-patients-mine-none = Patients appear here when you are on their care team, or while they are with you.
staff-patients-found = Found
staff-patients-none-title = Nobody found
staff-patients-none = Check the spelling and the birth date. The whole first and last name are needed.
staff-patients-unclear = Write the whole name with the birth date, or the record number alone.
staff-patients-find = Find a patient
staff-patients-search = Search
staff-patients-back = Back to your patients
done-glass-ended = The emergency access is over. The record is closed to you again.
staff-truncated = There are more than this page shows.
staff-patients-name = First and last name
staff-patients-born = Birth date
staff-patients-number = Record number
staff-patients-hint = Name and birth date, or the record number alone. Every search is written down.
staff-patient-born = Born { $date }
staff-patient-mine = You treat them

## Breaking the glass
staff-patient-replaced = Merged into another record
staff-patient-inactive = No longer in use
staff-patient-elsewhere = More in another record
staff-patient-kept = Go to the record that is kept: { $name }
staff-patient-kept-unknown = The record system does not say which record is kept. Please ask your records office.
glass-title = Emergency access
glass-who = { $name }, born { $date }, is not your patient.
glass-warning-title = The patient will see this.
glass-warning = { $n ->
    [one] The record opens for one minute. The privacy officer is told now and will ask you about it, and the patient sees your name and your reason.
   *[other] The record opens for { $n } minutes. The privacy officer is told now and will ask you about it, and the patient sees your name and your reason.
 }
glass-reason = Why do you need to see this record?
glass-reason-emergency = An emergency
glass-reason-covering = I am covering for a colleague
glass-reason-patient-asked = The patient asked me to
glass-reason-other = Another reason
glass-words = In your own words
glass-words-hint = What happened, and what you need to know. Ten letters at least.
glass-words-fault = Choose a reason and say in a sentence what happened.
glass-break = Open the record
glass-not = Do not open it
glass-limit-title = This is the limit.
glass-limit = You have opened as many records this way as one person may in a short time. At { $moment } you may again. If somebody needs help before, a colleague can open the record, or call the privacy officer.
glass-limit-phone = You have opened as many records this way as one person may in a short time. At { $moment } you may again. If somebody needs help before, a colleague can open the record, or call the privacy officer: { $phone }.

## Appointments
staff-appointments-days = Another day
staff-appointments-go = Go
staff-appointments-count = { $n ->
    [one] One appointment
   *[other] { $n } appointments
 }
staff-appointments-before = Day before
staff-appointments-today = Today
staff-appointments-after = Day after
staff-appointments-none-title = No appointments
staff-appointments-none = Nobody is expected on this day.
staff-appointment-here = Here
staff-appointment-cancelled = Cancelled
staff-appointment-missed = Did not come
staff-appointment-waiting = Not confirmed
