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
fault-wrong-code = This code is not right, or it was used before. Please take the next one.
fault-wait = { $n ->
    [one] There were too many attempts. Please try again in a minute.
   *[other] There were too many attempts. Please try again in { $n } minutes.
 }
fault-expired = This page was open for too long. Please try again.
fault-unavailable = Sign-in is not working at the moment. It is not your fault; please try again in a few minutes.
factor-title = One more step
factor-lede = Open your authenticator app and enter the code it shows for Portico.
factor-lost = I do not have my phone
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
