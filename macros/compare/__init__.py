"""The comparison: two plans, or two versions of everything, as typed changes.

It knows the model and what is read; nothing of views, of the site, or of git. Renderers stand
outside. Read `changes` for what comes out, `comparison` for where to begin.
"""
