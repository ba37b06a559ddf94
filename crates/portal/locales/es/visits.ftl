### Visitas.

visits-lede = Cada vez que le atendieron, con lo que se escribió y se midió.
visits-empty-title = Aún no hay visitas
visits-empty = Después de su primera visita la encontrará aquí.
visit-kind = Tipo
visit-start = Comenzó
visit-end = Terminó
visit-with = Con
visit-place = Dónde
visit-reasons = Por qué vino
visit-diagnoses = Qué se encontró
visit-notes = Notas
visit-results = Resultados
visit-reports = Informes
visit-facts = Sobre esta visita
visit-nothing-title = Aún no hay nada anotado
visit-nothing = El expediente no tiene notas, resultados ni diagnósticos de esta visita.
visit-office = Consulta
visit-emergency = Urgencias
visit-hospital = Hospitalización
visit-video = Videoconsulta
visit-home = Visita a domicilio
visit-other = Visita
visit-planned = Planeada
visit-in-progress = En curso
visit-cancelled = Cancelada
visits-upcoming = Próximas citas
