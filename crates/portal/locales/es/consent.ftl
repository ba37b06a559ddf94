### Mis decisiones: lo que el paciente permite y prohíbe.

place-choices = Mis decisiones
places-privacy = Compartir y privacidad
choices-lede = Usted decide quién puede ver qué. Cada decisión vale desde la próxima página que alguien abra.
choices-empty-title = Aún no ha tomado ninguna decisión
choices-empty = Hasta que tome una, vale lo que lee más abajo.
choices-current = Lo que vale ahora
choices-former = Lo que ya terminó
choice-new = Tomar una decisión
choice-end = Terminar
choice-hidden = Privado
choice-open = Compartido
choice-done-title = Listo.
choice-done-made = Su decisión vale desde ahora.
choice-done-ended = Esta decisión terminó.
choices-record-unread = En este momento no se pudieron consultar las decisiones que tomó en su clínica. Las que conocemos valen de todos modos.
choices-record-closed = El sistema de su clínica no recibe decisiones desde aquí. Valen en este portal. Si también han de valer allí, avise a su clínica.
choice-unknown = El sistema de su clínica aún no la conoce
choice-end-unknown = El sistema de su clínica aún no sabe que terminó
choices-not-understood = { $n ->
    [one] El expediente de su clínica tiene una decisión que no se puede aplicar aquí. Pregunte por ella en su clínica.
   *[other] El expediente de su clínica tiene { $n } decisiones que no se pueden aplicar aquí. Pregunte por ellas en su clínica.
 }
choices-defaults = Lo que vale sin una decisión
choices-default-proxies-title = Personas que actúan por usted
choices-default-proxies = Ven las partes del expediente que usted comparte con ellas. Quien le cuida no ve ningún tema delicado, a menos que usted lo abra aquí.
choices-default-team-title = Su equipo de atención
choices-default-team = Ve su expediente para atenderle. Solo ve la atención por consumo de alcohol o drogas si usted la abre aquí.
choices-default-research-title = Investigación
choices-default-research = Nadie usa su expediente para investigar a través de este portal. Puede decir desde ahora que siga así.
choices-default-apps-title = Aplicaciones
choices-default-apps = Ninguna aplicación está conectada a su expediente.
choices-emergency = En una emergencia, un profesional puede mirar lo que usted mantiene privado. Siempre se le avisa, y alguien revisa el motivo.

## A choice in words
choice-deny = { $number ->
    [many] { $who } no pueden ver { $what }.
   *[one] { $who } no puede ver { $what }.
 }
choice-permit = { $number ->
    [many] { $who } pueden ver { $what }.
   *[one] { $who } puede ver { $what }.
 }
choice-deny-everyone = Nadie más que usted puede ver { $what }.
choice-permit-everyone = Todas las personas que pueden abrir su expediente pueden ver { $what }.
choice-purposes = Solo para { $purposes }.
choice-anything = ninguna parte de su expediente
choice-kinds = esto de su expediente: { $kinds }
choice-topics = lo que trata de { $topics }
choice-kinds-topics = esto, si trata de { $topics }: { $kinds }
choice-one-thing = una sola entrada de su expediente ({ $kinds })
choice-named = “{ $title }” ({ $kinds })
choice-named-dated = “{ $title }” del { $date } ({ $kinds })
choice-dated-from = { $what }, con fecha del { $from } o posterior
choice-dated-to = { $what }, con fecha del { $to } o anterior
choice-dated-between = { $what }, con fecha del { $from } al { $to }
choice-until = Hasta el { $date }
choice-until-ended = Hasta que usted la termine
choice-made = tomada el { $date }
choice-ended = terminada el { $date }
choice-from-record = del expediente de su clínica; su clínica puede cambiarla
choice-to-named = { $name }
choice-to-everyone = Todas las personas
choice-to-proxies = Las personas que actúan por usted
choice-to-research = Quienes investigan
choice-to-person = Alguien que actuaba por usted
choice-to-practitioner = Alguien de su equipo de atención
choice-to-organization-named = Todo el personal de { $name }
choice-to-organization = Todo el personal de una clínica
choice-to-app-named = La aplicación { $name }
choice-to-app = Una aplicación
purpose-request = sus propias consultas
purpose-treatment = tratamiento
purpose-emergency = emergencias
purpose-operations = el funcionamiento de la clínica
purpose-research = investigación

## Making a choice
choice-step = Paso { $n } de 4
choice-what-title = ¿De qué se trata?
choice-who-title = ¿De quién se trata?
choice-long-title = ¿Cuánto tiempo vale?
choice-confirm-title = ¿Es correcto?
choice-effect = ¿Qué desea?
choice-effect-deny = Mantener algo privado
choice-effect-deny-hint = Usted elige quién no puede verlo.
choice-effect-permit = Abrir algo
choice-effect-permit-hint = Usted elige quién puede verlo que de otro modo no podría.
choice-kind = ¿Qué parte de su expediente?
choice-kind-all = Todo
choice-topic = ¿Solo lo que trata de un tema determinado?
choice-topic-hint = Estos temas están más protegidos que otros.
choice-topic-any = No, trate de lo que trate
choice-item-words = Se trata de la única entrada de su expediente desde la que llegó aquí.
choice-item-title = ¿Quién puede ver esto?
choice-item-deny = Mantenerlo privado
choice-item-permit = Abrirlo
choice-item-link = Elegir quién puede ver esto
choice-who-organization-hint = Quien trabaje allí.
choice-who = ¿Del acceso de quién se trata?
choice-who-proxies = Todas las personas que actúan por mí
choice-who-no-proxies = En este momento no hay ninguna.
choice-who-research = Investigación
choice-who-research-hint = Quienes usarían expedientes para investigar.
choice-who-everyone = Todas las personas menos yo
choice-who-everyone-hint = También quienes le atienden.
choice-who-team-unknown = En este momento no se pudo consultar su equipo de atención.
choice-lasts = ¿Hasta cuándo?
choice-lasts-always = Hasta que yo la termine
choice-lasts-until = Hasta un día determinado
choice-last-day = El último día
choice-dates = Solo lo que es de cierta época
choice-dates-hint = Deje ambos vacíos para cualquier época. Lo que no tiene una fecha clara queda privado.
choice-dated-first = Desde este día
choice-dated-last = Hasta este día
choice-confirm-words = Vale desde la próxima página que alguien abra. Puede terminarla cuando quiera.
choice-confirm = Sí, esta es mi decisión
choice-again = Empezar de nuevo
choice-leave = Cancelar
choice-fault-effect = Diga si desea mantener algo privado o abrirlo.
choice-fault-kind = Elija una parte de su expediente.
choice-fault-topic = Elija un tema, o «No».
choice-fault-topic-needed = Para abrir algo, diga qué tema. Todo lo demás ya se comparte con quienes tienen acceso.
choice-fault-who = Elija del acceso de quién se trata.
choice-fault-until = Diga hasta cuándo: hasta que la termine, o un último día que no haya pasado.
choice-fault-days = Revise estos días: el primero no puede ser posterior al último.
choice-fault-too-many = Tiene tantas decisiones como se pueden guardar. Termine primero algunas.

## Ending a choice
choice-end-title = ¿Terminar esta decisión?
choice-end-deny = Desde entonces esto se comparte otra vez como sin su decisión.
choice-end-permit = Desde entonces esto vuelve a ser privado.
choice-end-yes = Terminar esta decisión
choice-end-no = Conservarla
