insert into messages (sender, topics, urgency) values (:body.sender, :body.topics, :body.urgency)
returning sender, topics, urgency
