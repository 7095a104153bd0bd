-- Its grants go with it: grants_document_exists cascades.
delete from documents where id = :id
