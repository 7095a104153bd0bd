package dev.verge;

import dev.verge.config.Settings;
import dev.verge.contract.Contract;
import dev.verge.contract.openapi.ContractReader;
import dev.verge.source.Mistakes;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The contract, read on a thread of its own from the first moment of a process: nothing in a start takes longer, and it
 * need not wait for the settings, which seldom name another file.
 */
public final class ReadAhead {
    private final Mistakes mistakes = new Mistakes();
    private final CompletableFuture<Contract> contract = new CompletableFuture<>();

    private ReadAhead() {}

    /** Begins to read the contract in a conf folder. */
    public static ReadAhead begin(Path conf) {
        var ahead = new ReadAhead();
        var reader = new Thread(() -> ahead.read(conf), "contract");
        reader.setDaemon(true);
        reader.start();
        return ahead;
    }

    private void read(Path conf) {
        try {
            contract.complete(ContractReader.read(conf, Settings.STANDARD_CONTRACT, mistakes));
        } catch (RuntimeException | Error e) {
            contract.completeExceptionally(e);
        }
    }

    /** The contract of this name in the folder, with its mistakes. Waits until it is read. */
    Contract contract(Path conf, String name, Mistakes all) {
        if (!name.equals(Settings.STANDARD_CONTRACT)) {
            return ContractReader.read(conf, name, all);
        }
        Contract read = contract.join();
        all.addAll(mistakes);
        return read;
    }
}
