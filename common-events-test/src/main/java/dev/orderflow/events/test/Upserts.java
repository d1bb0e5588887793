package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Holds the SQL of entities whose updates are written as inserts that meet the row that is there
 * ({@code on duplicate key update}): the driver makes one statement of a batch of those, where it
 * would send an update a row. Hibernate binds its parameters by position, so the SQL has to name
 * all columns in Hibernate's order.
 */
public final class Upserts {

    private Upserts() {}

    /**
     * Fails, and says how it has to be, where an entity with {@link SQLUpdate} does not have that
     * SQL.
     */
    public static void check(EntityManagerFactory entities) {
        var upserts = new ArrayList<EntityPersister>();
        entities.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(
                        entity -> {
                            if (entity.getMappedClass().isAnnotationPresent(SQLUpdate.class)) {
                                upserts.add(entity);
                            }
                        });

        assertThat(upserts).as("entities whose updates are upserts").isNotEmpty();
        for (var entity : upserts) {
            var written = entity.getMappedClass().getAnnotation(SQLUpdate.class).sql();
            assertThat(written.strip().replaceAll("\\s+", " "))
                    .as("@SQLUpdate of %s", entity.getMappedClass().getSimpleName())
                    .isEqualTo(sql(entity));
        }
    }

    private static String sql(EntityPersister entity) {
        var values = new ArrayList<String>();
        entity.forEachAttributeMapping(
                attribute -> {
                    if (!attribute.isPluralAttributeMapping()) {
                        attribute.forEachSelectable(
                                (_, column) -> values.add(column.getSelectionExpression()));
                    }
                });
        var all = new ArrayList<>(values);
        entity.getIdentifierMapping()
                .forEachSelectable((_, column) -> all.add(column.getSelectionExpression()));
        return "insert into %s (%s) values (%s) on duplicate key update %s"
                .formatted(
                        entity.getMappedTableDetails().getTableName(),
                        String.join(", ", all),
                        marks(all),
                        values.stream()
                                .map(column -> "%1$s = values(%1$s)".formatted(column))
                                .collect(Collectors.joining(", ")));
    }

    private static String marks(List<String> columns) {
        return String.join(", ", Collections.nCopies(columns.size(), "?"));
    }
}
