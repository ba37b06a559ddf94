### Acceso, factores, sesiones.

gate-line = La puerta de entrada a su expediente de salud
gate-emergency = En una emergencia, llame al 911. Nadie vigila esta página.
sign-in = Iniciar sesión
sign-in-title = Le damos la bienvenida
sign-in-lede = Inicie sesión para ver su expediente en { $organization }.
email = Correo electrónico
password = Contraseña
go-on = Continuar
code = Código de seis cifras
ended-title = Se cerró su sesión.
ended-words = La sesión terminó para proteger su expediente. Inicie sesión de nuevo, por favor.
fault-title = No funcionó.
fault-mismatch = El correo y la contraseña no coinciden. Revise los dos, por favor.
ended-unsent-title = Su formulario no se envió.
ended-unsent-words = La sesión terminó antes de que nos llegara. Inicie sesión otra vez y lo que escribió estará ahí.
fault-wrong-code = Este código no es correcto. Revíselo, por favor, o use el siguiente.
fault-code-used = Este código era correcto, pero ya se usó. Espere el siguiente, por favor; llega en menos de medio minuto.
fault-clock-off = Estos códigos son de otra hora: el reloj de su teléfono parece ir mal. Ponga la fecha y la hora en automático en los ajustes del teléfono y escriba el siguiente código.
fault-wrong-recovery-code = Este código no es correcto o ya se usó. Cada código sirve una sola vez.
fault-wait = { $n ->
    [one] Hubo demasiados intentos. Inténtelo de nuevo en un minuto.
   *[other] Hubo demasiados intentos. Inténtelo de nuevo en { $n } minutos.
 }
fault-unavailable = El acceso no funciona en este momento. No es culpa suya; inténtelo de nuevo en unos minutos.
factor-title = Un paso más
factor-lede = Abra su aplicación de autenticación e ingrese el código que muestra para Portico.
factor-lost = No tengo mi teléfono
factor-again-title = Confirme otra vez que es usted
factor-again-lede = Lo que sigue cambia quién puede ver su expediente o entrar en su cuenta, así que lo preguntamos otra vez. Abra su aplicación de autenticación y escriba el código que muestra para Portico.
factor-again-leave = Ahora no
recovery-title = Usar un código de recuperación
recovery-lede = Ingrese uno de los códigos que guardó al configurar el segundo paso. Cada código sirve una sola vez.
recovery-code = Código de recuperación
recovery-hint = Letras y cifras; los guiones no importan.
recovery-back = Usar la aplicación de autenticación
enrol-title = Proteja su expediente
enrol-lede = Un segundo paso protege su expediente aunque alguien conozca su contraseña. Toma dos minutos.
enrol-app = Consiga una aplicación de autenticación
enrol-app-words = Sirve cualquier aplicación de códigos de un solo uso. Muchos teléfonos ya traen una.
enrol-scan = Escanee esta imagen con ella
enrol-qr = Código QR para su aplicación de autenticación
enrol-type = O escriba esta clave en la aplicación:
enrol-same-phone = Abrir la aplicación en este dispositivo
enrol-code = Ingrese el código que muestra
enrol-done = Activar
codes-title = Guarde estos códigos
codes-lede = Si pierde su teléfono, cada uno de estos códigos le permite entrar una vez. Solo los mostramos ahora: imprímalos o anótelos, y guárdelos lejos de su teléfono.
codes-saved = Ya los guardé

## Seguridad
security-lede = Quién puede entrar y desde dónde.
sessions-title = Dónde tiene la sesión abierta
session-this = Este dispositivo
session-end = Cerrar sesión
session-since = sesión iniciada: { $moment }
session-seen = último uso: { $moment }
session-from = desde { $address }
sign-out-everywhere = Cerrar sesión en todas partes
device = { $browser } en { $system }
device-unknown = Dispositivo desconocido
factors-title = Su segundo paso
factor-authenticator = Aplicación de autenticación
factor-added = agregada: { $moment }
factor-used = último uso: { $moment }
factor-recovery = Códigos de recuperación
recovery-left = { $n ->
    [0] No queda ninguno. Pida códigos nuevos, por favor.
    [one] Queda uno. Pida códigos nuevos, por favor.
   *[other] Quedan { $n }
 }
recovery-renew = Pedir códigos nuevos
password-title = Cambiar su contraseña
password-present = Contraseña actual
password-new = Contraseña nueva
password-hint = Al menos 12 caracteres. Funcionan bien unas palabras que solo usted combinaría.
password-change = Cambiar contraseña
password-wrong = Esta no es su contraseña actual.
password-wait = Hubo demasiados intentos. Inténtelo de nuevo más tarde.
password-too-short = Esta contraseña tiene menos de 12 caracteres.
password-too-common = Muchas personas usan esta contraseña, así que sería la primera que alguien probaría.
password-too-long = Esta contraseña tiene más de 256 caracteres.
password-repetitive = Esta contraseña se repite o sigue las teclas del teclado, y es fácil de adivinar.
password-personal = Esta contraseña está hecha de su nombre, su correo electrónico, o el nombre de este portal o de la clínica.
done-title = Listo.
done-password = Su contraseña cambió y se cerró la sesión en los demás dispositivos.
done-session = Se cerró la sesión en ese dispositivo.
done-everywhere = Se cerró la sesión en los demás dispositivos.
