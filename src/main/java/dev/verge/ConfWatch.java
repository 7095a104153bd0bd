package dev.verge;

import dev.verge.config.HttpSettings;
import dev.verge.config.ReloadSettings;
import dev.verge.config.Settings;
import dev.verge.source.FileWatch;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has changed files served where the settings want that, from the first look on. The certificate of the public port is
 * always looked at: one that is not renewed in time ends all service.
 */
final class ConfWatch implements AutoCloseable {
    private final @Nullable FileWatch conf;
    private final @Nullable FileWatch certificate;

    /** Looks at the files as they are before they are read. */
    ConfWatch(Conf conf, Settings settings) {
        ReloadSettings reload = settings.reload();
        HttpSettings http = settings.http();
        this.conf = reload.watch() ? FileWatch.of(List.of(conf.folder()), reload.interval()) : null;
        this.certificate = http.certificate() == null || http.key() == null
                ? null
                : FileWatch.of(List.of(Path.of(http.certificate()), Path.of(http.key())), reload.interval());
    }

    void start(Reloading reloading) {
        if (conf != null) {
            conf.start(reloading.context(), changed -> reloading.reload().onComplete(told -> {}));
        }
        if (certificate != null) {
            certificate.start(
                    reloading.context(), changed -> reloading.renewCertificate().onComplete(told -> {}));
        }
    }

    @Override
    public void close() {
        if (conf != null) {
            conf.close();
        }
        if (certificate != null) {
            certificate.close();
        }
    }
}
