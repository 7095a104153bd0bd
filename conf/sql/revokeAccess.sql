-- Revoking what was never granted is a success too: afterwards there is no grant, which is what DELETE asks for.
delete from grants where document_id = :id and user_id = :user
