"""Collection forms of departments: an XLSForm comes in, is published to people of an area, and answers come back.

Owns the forms in their editions, publications with whom they ask, and answers, sealed and kept for ever. What a question
asks that the register holds goes through the one door. It knows nothing of phones: faces and sync bring the answers.
"""
