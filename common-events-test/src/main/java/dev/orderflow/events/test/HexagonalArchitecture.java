package dev.orderflow.events.test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.orderflow.events.EventChains;
import dev.orderflow.events.TransactionRows;
import dev.orderflow.events.TransactionWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shape every service has: what each layer may know, as a white list.
 *
 * @param base the service's package
 * @param contracts the packages of the published events that its messaging adapters may know
 */
public record HexagonalArchitecture(String base, List<String> contracts) {

    private static final String[] LANGUAGE = {
        "java..", "lombok..", "org.jspecify..", "com.github.f4b6a3.uuid.."
    };
    private static final String EVENTS = "dev.orderflow.events";

    /** Of a service that knows the shop's events. */
    public HexagonalArchitecture(String base) {
        this(base, List.of(EVENTS + ".contract"));
    }

    /**
     * The same for a service that has published events of its own, inside of its package or not.
     */
    public HexagonalArchitecture withEvents(String contract) {
        var more = new ArrayList<>(contracts);
        more.add(contract);
        return new HexagonalArchitecture(base, List.copyOf(more));
    }

    /** Fails with the first rule that the service breaks. */
    public void check() {
        var service = importClasses();
        rules().forEach(rule -> rule.check(service));
    }

    JavaClasses importClasses() {
        // The rules go by names: nothing need be known of the libraries' classes but these.
        return ArchConfiguration.withThreadLocalScope(
                settings -> {
                    settings.setResolveMissingDependenciesFromClassPath(false);
                    return new ClassFileImporter()
                            .withImportOption(new DoNotIncludeTests())
                            .importPackages(base);
                });
    }

    Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .should()
                        .resideInAnyPackage(
                                contractsAnd(base, in("domain"), in("application"), in("adapter")))
                        .because("everything has its place"),
                only("domain", "the domain knows nothing but Java"),
                only(
                        "application",
                        "use cases know the domain, transactions and their own settings",
                        in("domain"),
                        "org.springframework.stereotype..",
                        "org.springframework.transaction..",
                        "org.springframework.scheduling.annotation..",
                        "org.springframework.boot.context.properties..",
                        "org.springframework.validation.annotation..",
                        "jakarta.validation..",
                        "io.micrometer.core.instrument..",
                        "org.slf4j.."),
                only(
                        "adapter.in.web",
                        "web adapters know the use cases",
                        in("domain"),
                        in("application"),
                        "dev.orderflow.web..",
                        "org.springframework..",
                        "jakarta.servlet..",
                        "jakarta.validation..",
                        "com.fasterxml.jackson.annotation..",
                        "io.swagger.v3.oas.annotations..",
                        "io.micrometer.core.instrument..",
                        "tools.jackson..",
                        "org.slf4j.."),
                only(
                        "adapter.in.messaging",
                        "listeners know the use cases and the published events",
                        contractsAnd(
                                in("domain"),
                                in("application"),
                                EVENTS,
                                "org.springframework..",
                                "org.slf4j..")),
                only(
                        "adapter.out.persistence",
                        "persistence knows the out-ports and JPA",
                        in("domain"),
                        base + ".application.port",
                        in("application.port.out"),
                        "org.springframework..",
                        EVENTS,
                        "tools.jackson..", // for columns of JSON
                        "org.hibernate.annotations..",
                        "org.hibernate.jdbc..",
                        "jakarta.persistence..",
                        "org.slf4j.."),
                noClasses()
                        .that()
                        .resideInAPackage(in("adapter.out.persistence"))
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage(EVENTS)
                                        .and(not(type(EventChains.class)))
                                        .and(not(type(TransactionRows.class)))
                                        .and(not(type(TransactionWrites.class))))
                        .because(
                                "of events, persistence knows only which chain to store, and what a poll's have in common")
                        .allowEmptyShould(true),
                only(
                        "adapter.out.messaging",
                        "publishing knows the out-ports and the published events",
                        contractsAnd(
                                in("domain"),
                                base + ".application.port",
                                in("application.port.out"),
                                EVENTS,
                                "org.springframework..",
                                "org.slf4j..")),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework.kafka..", "org.apache.kafka..")
                        .because(
                                "what is sent past the outbox can be lost, and listeners past the inbox see events twice"),
                slices().matching(base + ".adapter.(*.*)..")
                        .should()
                        .notDependOnEachOther()
                        .because("adapters meet in the middle, not next door")
                        .allowEmptyShould(true),
                classes()
                        .that()
                        .resideInAPackage(in("adapter"))
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .haveSimpleNameNotEndingWith("package-info")
                        .should()
                        .notBePublic()
                        .because("the only way into an adapter is its port")
                        .allowEmptyShould(true));
    }

    private ArchRule only(String layer, String because, String... known) {
        return classes()
                .that()
                .resideInAPackage(in(layer))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(new String[] {in(layer)}, known, LANGUAGE)
                                .flatMap(Stream::of)
                                .toArray(String[]::new))
                .because(because)
                .allowEmptyShould(true);
    }

    private String[] contractsAnd(String... known) {
        return Stream.concat(Stream.of(known), contracts.stream().map(contract -> contract + ".."))
                .toArray(String[]::new);
    }

    private String in(String layer) {
        return base + "." + layer + "..";
    }
}
