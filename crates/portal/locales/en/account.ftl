### Sign-in, factors, sessions.

gate-line = The front door to your health record
gate-emergency = In an emergency, call 911. Nobody watches this page.
sign-in = Sign in
sign-in-title = Welcome
sign-in-lede = Sign in to see your record at { $organization }.
email = E-mail
password = Password
go-on = Continue
code = Six-digit code
ended-title = You were signed out.
ended-words = Your session ended to keep your record private. Please sign in again.
fault-title = That did not work.
fault-mismatch = E-mail and password do not match. Please check both.
ended-unsent-title = Your form was not sent.
ended-unsent-words = Your session ended before it reached us. Sign in again, and what you typed will be there.
fault-wrong-code = This code is not right. Please check it, or take the next one.
fault-code-used = This code was right, and it was used before. Please wait for the next code; it comes within half a minute.
fault-clock-off = These codes belong to another time: the clock of your phone seems to be wrong. Set its date and time to automatic in its settings, then enter the next code.
fault-wrong-recovery-code = This code is not right, or it was used before. Each code works once.
fault-wait = { $n ->
    [one] There were too many attempts. Please try again in a minute.
   *[other] There were too many attempts. Please try again in { $n } minutes.
 }
fault-unavailable = Sign-in is not working at the moment. It is not your fault; please try again in a few minutes.
factor-title = One more step
factor-lede = Open your authenticator app and enter the code it shows for Portico.
factor-lost = I do not have my phone
factor-again-title = Please show again that it is you
factor-again-lede = What comes next changes who can see your record or get into your account, so we ask once more. Open your authenticator app and enter the code it shows for Portico.
factor-again-leave = Not now
recovery-title = Use a recovery code
recovery-lede = Enter one of the codes that you saved when you set up your second step. Each code works once.
recovery-code = Recovery code
recovery-hint = Letters and figures; dashes do not matter.
recovery-back = Use the authenticator app after all
enrol-title = Protect your record
enrol-lede = A second step keeps your record safe even if somebody learns your password. It takes two minutes.
enrol-app = Get an authenticator app
enrol-app-words = Any app for one-time codes works. Many phones have one built in.
enrol-scan = Scan this picture with it
enrol-qr = QR code for your authenticator app
enrol-type = Or type this key into the app:
enrol-same-phone = Open the app on this device
enrol-code = Enter the code it shows
enrol-done = Turn on
codes-title = Keep these codes
codes-lede = If you lose your phone, each of these codes lets you in once. We show them only now: print them or write them down, and keep them away from your phone.
codes-saved = I have saved them

## Security
security-lede = Who can get in, and from where.
sessions-title = Where you are signed in
session-this = This device
session-end = Sign out
session-since = signed in { $moment }
session-seen = last used { $moment }
session-from = from { $address }
sign-out-everywhere = Sign out everywhere
device = { $browser } on { $system }
device-unknown = Unknown device
factors-title = Your second step
factor-authenticator = Authenticator app
factor-added = added { $moment }
factor-used = last used { $moment }
factor-recovery = Recovery codes
recovery-left = { $n ->
    [0] None left. Please get new ones.
    [one] One left. Please get new ones.
   *[other] { $n } left
 }
recovery-renew = Get new recovery codes
password-title = Change your password
password-present = Present password
password-new = New password
password-hint = At least 12 characters. A few words that only you would put together work well.
password-change = Change password
password-wrong = This is not your present password.
password-wait = There were too many attempts. Please try again later.
password-too-short = This password is shorter than 12 characters.
password-too-common = This password is one that many people use, and so the first that somebody would try.
password-too-long = This password is longer than 256 characters.
password-repetitive = This password repeats itself or follows the keys of a keyboard, and is easy to guess.
password-personal = This password is made of your name, your e-mail address, or the name of this portal or of the clinic.
done-title = Done.
done-password = Your password is changed, and all other devices are signed out.
done-session = The device is signed out.
done-everywhere = All other devices are signed out.
