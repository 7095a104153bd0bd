package dev.verge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;

/** The house: which package may know which, and what none of them may do. */
@AnalyzeClasses(packages = "dev.verge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] REQUEST_PATH = {
        "dev.verge.problem..",
        "dev.verge.observation..",
        "dev.verge.exchange..",
        "dev.verge.contract..",
        "dev.verge.sql..",
        "dev.verge.auth..",
        "dev.verge.database..",
        "dev.verge.endpoint..",
        "dev.verge.http..",
        "dev.verge.management.."
    };

    @ArchTest
    static final ArchRule packagesKnowOnlyWhatTheTableAllows = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.verge..")
            .layer("root")
            .definedBy("dev.verge")
            .layer("command")
            .definedBy("dev.verge.command..")
            .layer("source")
            .definedBy("dev.verge.source..")
            .layer("config")
            .definedBy("dev.verge.config..")
            .layer("problem")
            .definedBy("dev.verge.problem..")
            .layer("observation")
            .definedBy("dev.verge.observation..")
            .layer("exchange")
            .definedBy("dev.verge.exchange..")
            .layer("contract")
            .definedBy("dev.verge.contract..")
            .layer("sql")
            .definedBy("dev.verge.sql..")
            .layer("auth")
            .definedBy("dev.verge.auth..")
            .layer("database")
            .definedBy("dev.verge.database..")
            .layer("endpoint")
            .definedBy("dev.verge.endpoint..")
            .layer("http")
            .definedBy("dev.verge.http..")
            .layer("management")
            .definedBy("dev.verge.management..")
            .layer("development")
            .definedBy("dev.verge.development..")
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("root")
            .mayOnlyBeAccessedByLayers("command")
            .whereLayer("source")
            .mayNotAccessAnyLayer()
            .whereLayer("problem")
            .mayNotAccessAnyLayer()
            .whereLayer("observation")
            .mayNotAccessAnyLayer()
            .whereLayer("exchange")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayOnlyAccessLayers("source")
            .whereLayer("contract")
            .mayOnlyAccessLayers("problem", "source")
            .whereLayer("sql")
            .mayOnlyAccessLayers("problem", "source")
            .whereLayer("auth")
            .mayOnlyAccessLayers("config", "problem", "observation", "exchange")
            .whereLayer("database")
            .mayOnlyAccessLayers("config", "problem", "observation", "source", "exchange")
            .whereLayer("endpoint")
            .mayOnlyAccessLayers("contract", "sql", "auth", "database", "config", "problem", "observation", "source")
            // "auth" and "contract" only for the types that an endpoint's signature names.
            .whereLayer("http")
            .mayOnlyAccessLayers("endpoint", "contract", "auth", "config", "problem", "observation")
            .whereLayer("management")
            .mayOnlyAccessLayers("config", "observation")
            .whereLayer("development")
            .mayOnlyAccessLayers("config", "observation", "source");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            slices().matching("dev.verge.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingOnTheRequestPathBlocks = noClasses()
            .that()
            .resideInAnyPackage(REQUEST_PATH)
            .and()
            // It leaves the event loop so that no request has to wait for whoever asks for metrics.
            .doNotHaveSimpleName("MetricsHandler")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethodWhere(new com.tngtech.archunit.base.DescribedPredicate<>("it waits or leaves the event loop") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    String name = call.getName();
                    var owner = call.getTargetOwner();
                    return name.equals("executeBlocking")
                            || (name.equals("await") && !owner.getPackageName().startsWith("dev.verge"))
                            || (owner.isAssignableTo(CompletableFuture.class)
                                    && (name.equals("get") || name.equals("join")));
                }
            })
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(CountDownLatch.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Lock.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyObservationLogs = noClasses()
            .that()
            .resideOutsideOfPackage("dev.verge.observation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..");

    @ArchTest
    static final ArchRule theRequestPathReadsNoFile = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.verge.auth..",
                    "dev.verge.endpoint",
                    "dev.verge.endpoint.plan",
                    "dev.verge.endpoint.serving",
                    "dev.verge.http..",
                    "dev.verge.contract.request..",
                    "dev.verge.contract.schema..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule theFourPillarsKnowNoHttpServer = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.verge.contract..", "dev.verge.sql..", "dev.verge.endpoint..", "dev.verge.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.ext.web..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("HttpServer");

    @ArchTest
    static final ArchRule namesAreTheFieldsWords = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .resideInAnyPackage("..impl..", "..util..", "..common..");
}
