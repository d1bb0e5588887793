package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of a service that is none of the shop's and has events of its own. */
class HexagonalArchitectureTest {

    private static final String SHELF = "com.example.shelf";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SHELF);

    @Test
    void a_listener_knows_the_published_events_that_are_named() {
        assertThat(broken(new HexagonalArchitecture(SHELF).withEvents(SHELF + ".contract")))
                .isEmpty();
    }

    @Test
    void and_no_others() {
        assertThat(broken(new HexagonalArchitecture(SHELF)))
                .anyMatch(rule -> rule.contains("everything has its place"))
                .anyMatch(rule -> rule.contains("listeners know the use cases"));
    }

    private static List<String> broken(HexagonalArchitecture architecture) {
        return architecture
                .rules()
                .filter(rule -> rule.evaluate(CLASSES).hasViolation())
                .map(ArchRule::getDescription)
                .toList();
    }
}
