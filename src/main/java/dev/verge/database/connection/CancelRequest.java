package dev.verge.database.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks the server to cancel what runs on a connection, over one of its own, as encrypted as the other (PostgreSQL
 * documentation, "Canceling Requests in Progress"). Waits until the server closes it: a pooler drops the word of who hangs
 * up before it could be passed on, as the client does.
 */
final class CancelRequest {
    private static final int CANCEL = 80877102;
    private static final int ENCRYPT = 80877103;
    private static final byte ENCRYPTS = 'S';

    private final NetClient client;
    private final Duration patience;

    /** @param patience how long it may take */
    CancelRequest(NetClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Completes when the server has taken note.
     *
     * @param options how the connection was opened
     * @param process the number that the server gave to the connection
     * @param secret the number that proves whose it is
     */
    Future<Void> send(PgConnectOptions options, int process, int secret) {
        return client.connect(options.getPort(), options.getHost()).compose(socket -> encrypt(socket, options)
                .compose(ready -> say(socket, process, secret))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .eventually(socket::close));
    }

    private Future<Void> encrypt(NetSocket socket, PgConnectOptions options) {
        if (options.getSslMode() == SslMode.DISABLE) {
            return Future.succeededFuture();
        }
        Promise<Void> answered = Promise.promise();
        socket.handler(answer -> {
            if (answer.length() == 1 && answer.getByte(0) == ENCRYPTS) {
                answered.tryComplete();
            } else {
                answered.tryFail("the server does not encrypt");
            }
        });
        socket.closeHandler(closed -> answered.tryFail("the connection is lost"));
        ClientSSLOptions tls = options.getSslOptions();
        return socket.write(Buffer.buffer().appendInt(8).appendInt(ENCRYPT))
                .compose(sent -> answered.future())
                .compose(encrypts -> socket.upgradeToSsl(tls));
    }

    private static Future<Void> say(NetSocket socket, int process, int secret) {
        Promise<Void> closed = Promise.promise();
        socket.handler(nothing -> {});
        socket.closeHandler(closed::tryComplete);
        return socket.write(Buffer.buffer()
                        .appendInt(16)
                        .appendInt(CANCEL)
                        .appendInt(process)
                        .appendInt(secret))
                .compose(sent -> closed.future());
    }
}
