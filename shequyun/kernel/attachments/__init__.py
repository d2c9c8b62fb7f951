"""Files on any subject: photos and papers that belong to a case, a visit, a finding, a home.

Owns their bytes, sealed in PostgreSQL. What a file is comes from its bytes, never from its name; pictures are drawn anew,
so that neither place nor camera is kept. Whether somebody may see a file is up to the subject that it is attached to: the
app of that subject declares it (`choices.declare`).
"""
