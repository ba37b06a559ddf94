### Resumen, cronología, búsqueda.

greeting-morning = Buenos días, { $name }
greeting-afternoon = Buenas tardes, { $name }
greeting-evening = Buenas noches, { $name }
greeting-night = Hola, { $name }
summary-of = Resumen de { $name }
summary-nothing-new = No hay novedades desde la última vez. Esto dice hoy su expediente.
    .other = No hay novedades desde la última vez. Esto dice hoy este expediente.
summary-new-results = { $n ->
    [one] Llegó un resultado nuevo que aún no ha abierto.
   *[other] Llegaron { $n } resultados nuevos que aún no ha abierto.
 }
summary-needs = Le espera
    .other = Para atender
summary-new = Resultados nuevos
summary-latest = Últimos resultados
summary-next = Próxima visita
summary-visits = Todas las visitas
summary-no-next = No hay ninguna visita planeada.
and-more = { $n ->
    [one] y uno más
   *[other] y { $n } más
 }
need-results = { $panel }: ya hay resultados
need-results-words = { $n } de { $total } valores están fuera del intervalo
need-results-in-range = { $n ->
    [one] El valor está en el intervalo
   *[other] Los { $n } valores están en el intervalo
 }
need-results-none-outside = Ningún valor está fuera del intervalo
need-results-critical = { $n ->
    [one] Un valor está muy fuera del intervalo. Léalo ahora, por favor.
   *[other] { $n } valores están muy fuera del intervalo. Léalos ahora, por favor.
 }
need-results-button = Ver resultados
need-running-out = { $n ->
    [one] { $medicine }: queda para un día
   *[other] { $medicine }: queda para { $n } días
 }
need-ran-out = { $medicine }: ya se terminó
need-no-refills = No quedan reposiciones. Pida una receta nueva a su equipo de atención.
    .other = No quedan reposiciones. Pida una receta nueva al equipo de atención.
need-refills = { $n ->
    [one] Queda una reposición. Pídala en su farmacia.
   *[other] Quedan { $n } reposiciones. Pida la siguiente en su farmacia.
 }
    .other = { $n ->
        [one] Queda una reposición. Pídala en la farmacia.
       *[other] Quedan { $n } reposiciones. Pida la siguiente en la farmacia.
     }
need-call-pharmacy = Pregunte en su farmacia o a su equipo de atención.
    .other = Pregunte en la farmacia o al equipo de atención.
need-medicine-button = Ver medicina
need-visit-button = Ver visitas
timeline-lede = Todo lo que tiene fecha, lo más reciente primero.
timeline-years = Años
timeline-empty-title = Aún no hay nada
timeline-empty = Lo que suceda con su salud se ordenará aquí.
    .other = Lo que suceda con la salud de esta persona se ordenará aquí.
search-label = ¿Qué busca?
search-hint = Un análisis, una medicina, un problema, una visita. Sus palabras no se guardan.
search-button = Buscar
search-found = { $n ->
    [one] Una coincidencia para “{ $words }”
   *[other] { $n } coincidencias para “{ $words }”
 }
search-cut = Se encontró más de lo que cabe aquí. Agregue una palabra para precisar.
search-none-title = No se encontró nada
search-none = Ningún nombre de un resultado, medicina, problema, alergia, vacuna, visita o documento tiene esas palabras. No se busca dentro de los documentos. Pruebe una palabra más corta o el nombre de la etiqueta.
    .other = Ningún nombre que usted pueda ver de un resultado, medicina, problema, alergia, vacuna, visita o documento tiene esas palabras. No se busca dentro de los documentos. Pruebe una palabra más corta o el nombre de la etiqueta.
kind-result = Resultado
kind-vital = Signo vital
kind-condition = Problema de salud
kind-allergy = Alergia
kind-immunization = Vacuna
kind-medication = Medicina
kind-visit = Visita
kind-note = Nota
kind-report = Informe
kind-document = Documento
kind-care-plan = Plan de atención
kind-appointment = Cita
summary-new-unsure = Esta vez no pudimos buscar resultados nuevos. Esto es lo que se pudo leer.
need-expired = La receta ya terminó. Pida una nueva a su equipo de atención.
    .other = La receta ya terminó. Pida una nueva al equipo de atención.
kind-visit-diagnosis = Encontrado en una visita
kind-concern = Para tener presente
kind-social = Cómo vive usted
    .other = Cómo vive esta persona
kind-no-allergy = Declaración sobre alergias
kind-dispense = De la farmacia
