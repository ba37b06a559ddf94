### La página de estilo.

design-title = Cómo se ve Portico
design-lede = Cada pieza de la que están hechas las páginas, en cada estado.
design-surfaces = Superficies y tinta
design-brand = El verde y la luz
design-states = Estados
design-person = El color de la persona
design-type = Tipografía
design-icons = Íconos
design-buttons = Botones
design-chips = Etiquetas
design-notices = Avisos
design-fields = Campos
design-faces = Caras
design-bars = Un valor y su intervalo
design-trends = A lo largo del tiempo
