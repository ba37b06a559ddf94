place-privacy = Quién lo vio

ledger-lede = Todas las personas que abrieron su expediente, o lo intentaron. Se anota antes de mostrar nada, y nadie puede borrarlo.
ledger-looks = Consultas de su expediente
ledger-filter-who = Quién
ledger-filter-days = Desde cuándo
ledger-filter = Mostrar
ledger-who-others = Todos menos yo
ledger-who-staff = Personal de la clínica
ledger-who-proxies = Personas que actúan por mí
ledger-who-everybody = Todos, y yo
ledger-days-30 = 30 días
ledger-days-90 = 3 meses
ledger-days-365 = 1 año
ledger-days-all = Todo, hasta 6 años
ledger-empty-title = Nadie lo ha visto
ledger-empty = Nadie de este grupo abrió su expediente en este tiempo.
ledger-unreadable = { $n ->
    [one] Una anotación no se pudo leer. Se conserva, y el responsable de privacidad puede revisarla.
   *[other] { $n } anotaciones no se pudieron leer. Se conservan, y el responsable de privacidad puede revisarlas.
 }
ledger-you = Usted
ledger-somebody = Alguien cuya cuenta ya no existe
ledger-opened = Abrió
ledger-searched = Buscó
ledger-downloaded = Descargó
ledger-declared = Dijo: «{ $reason }».
ledger-broke-glass = Declaró una emergencia
ledger-looked-up = Buscó su nombre y fecha de nacimiento
ledger-compared = Comparó un nombre y una fecha de nacimiento con su expediente
ledger-reviewed = Comprobó quién puede actuar por usted
ledger-made-code = Pidió un código con el que usted puede registrarse
ledger-made-account = Creó la cuenta que abre este expediente
ledger-not-signed-in = Alguien que no había iniciado sesión
ledger-tried = Intentó abrir y no vio nada
ledger-withheld = { $n ->
    [one] No se le mostró un elemento.
   *[other] No se le mostraron { $n } elementos.
 }
ledger-emergency = Emergencia
ledger-refused = Rechazado
ledger-preview = Su propia vista previa
ledger-ask = Preguntar por esto
ledger-receipt = Descargar un comprobante
ledger-older = Consultas anteriores
ledger-download = Descargar esta lista
ledger-receipt-about = Un comprobante es un archivo que demuestra que una anotación está en el registro. Cualquiera puede verificarlo sin preguntarnos.

ledger-ask-title = Preguntar por esta consulta
ledger-ask-lede = El responsable de privacidad lee su pregunta, la investiga y le responde. En sus solicitudes verá cómo va.
ledger-question = Su pregunta
ledger-question-hint = Por ejemplo: ese día no estuve en la clínica. ¿Por qué se abrió mi expediente?
ledger-question-fault = Escriba su pregunta, con un máximo de 2.000 letras.
ledger-question-already = Su pregunta sobre este acceso ya está en camino. La ve en sus solicitudes, y cuando tenga respuesta podrá preguntar otra vez.
ledger-question-today = Hoy hizo tantas preguntas como se puede en un día. Guarde por favor sus palabras y pregunte mañana.
ledger-ask-send = Enviar la pregunta
ledger-ask-back = Volver sin preguntar

eyes-link = Ver mi expediente como otra persona
eyes-title = Ver su expediente como lo ve otra persona
eyes-lede = Elija a una persona y sus propias páginas se abrirán tal como ella las ve ahora. No se hace nada en su nombre. Queda anotado como vista previa suya.
eyes-empty-title = Nadie más ve su expediente
eyes-empty = Cuando comparta su expediente, o tenga un equipo de atención, aparecerán aquí.
