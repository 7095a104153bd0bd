package dev.verge.bench;

import dev.verge.bench.data.Issuer;
import dev.verge.bench.data.Request;
import dev.verge.bench.data.Workload;
import dev.verge.bench.load.Answer;
import dev.verge.bench.load.SerialCaller;
import dev.verge.bench.process.ServerProcess;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** Keeps the floor honest: it must give the same answers as the node, and refuse the same requests. */
record Comparison(Issuer issuer, ServerProcess floor, ServerProcess node) {

    /** Fails at the first difference. */
    void run() throws IOException, InterruptedException {
        String token = issuer.tokens(1, 1).get(0);
        for (Workload workload : List.of(Workload.READ, Workload.LIST, Workload.WRITE)) {
            compare(workload.requests(List.of(token)).get(0));
        }
        String comments = "/documents/1/comments";
        String signature = token.substring(token.lastIndexOf('.'));
        String otherSigned = issuer.tokens(1, 1).get(0);
        compare(get("/documents/1", ""));
        compare(get("/documents/1", otherSigned.substring(0, otherSigned.lastIndexOf('.')) + signature));
        compare(get("/documents/1", issuer.tokenWithoutRole()));
        compare(get("/documents/" + Workload.foreignDocument(), token));
        compare(get("/documents/0", token));
        compare(get("/documents/x", token));
        compare(get("/documents?limit=101", token));
        compare(post("/documents/" + Workload.foreignDocument() + "/comments", token, "{\"text\":\"x\"}"));
        compare(post(comments, token, "{\"text\":\"\"}"));
        compare(post(comments, token, "{\"text\":1}"));
        compare(post(comments, token, "{\"text\":\"x\",\"more\":1}"));
        compare(post(comments, token, "{\"text\":"));
    }

    private static Request get(String target, String token) {
        return new Request("GET", target, token, "");
    }

    private static Request post(String target, String token, String body) {
        return new Request("POST", target, token, body);
    }

    private void compare(Request request) throws IOException, InterruptedException {
        Answer hand = new SerialCaller(floor.port()).ask(request);
        Answer made = new SerialCaller(node.port()).ask(request);
        boolean same = hand.status() == made.status()
                && (!hand.isGood() || content(hand).equals(content(made)));
        if (!same) {
            throw new IllegalStateException("the floor answers " + request.method() + " " + request.target() + " with "
                    + hand + ", the node with " + made);
        }
    }

    /** Without the identifier that each comment gets. */
    private static Object content(Answer answer) {
        Object content = Json.decodeValue(answer.body());
        if (content instanceof JsonObject object && object.containsKey("document_id")) {
            Object ignored = object.remove("id");
        }
        return content;
    }
}
