### The style page.

design-title = How Portico looks
design-lede = Every part that pages are made of, in every state.
design-surfaces = Surfaces and ink
design-brand = The green and the light
design-states = States
design-person = The person’s colour
design-type = Type
design-icons = Icons
design-buttons = Buttons
design-chips = Chips
design-notices = Notices
design-fields = Fields
design-faces = Faces
design-bars = A value and its range
design-trends = Over time
