package dev.orderflow.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;

/**
 * What springdoc cannot know of these interfaces: amounts are text, a component of a record is
 * there unless it says {@link Nullable}, and whatever goes wrong is told as a problem.
 */
final class ApiDocumentation implements ModelConverter, GlobalOpenApiCustomizer {

    private static final String REF = "#/components/schemas/";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithSchema(
                        BigDecimal.class,
                        new StringSchema()
                                .pattern("^[0-9]{1,15}(\\.[0-9]{1,4})?$")
                                .example("12.50"))
                .replaceWithSchema(JsonNode.class, new Schema<>());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        if (!next.hasNext()) {
            return null;
        }
        var schema = next.next().resolve(type, context, next);
        var raw = raw(type);
        if (schema != null && raw.isRecord()) {
            var reference = schema.get$ref();
            var defined =
                    reference == null
                            ? schema
                            : context.getDefinedModels()
                                    .get(reference.substring(reference.lastIndexOf('/') + 1));
            if (defined != null && defined.getProperties() != null) {
                Arrays.stream(raw.getRecordComponents()).forEach(it -> describe(it, defined));
            }
        }
        return schema;
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof JavaType known
                ? known.getRawClass()
                : Json31.mapper().constructType(type.getType()).getRawClass();
    }

    private static void describe(RecordComponent component, Schema<?> of) {
        var property = of.getProperties().get(component.getName());
        if (property == null) {
            return;
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            allowNull(property);
        } else if (of.getRequired() == null || !of.getRequired().contains(component.getName())) {
            of.addRequiredItem(component.getName());
        }
    }

    @SuppressWarnings("unchecked") // a schema of whatever it is
    private static void allowNull(Schema<?> property) {
        if (property.getTypes() != null) {
            property.addType("null");
            if (property.getEnum() != null) {
                ((List<@Nullable Object>) property.getEnum()).add(null);
            }
        }
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas(PROBLEM, problem());
        document.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(ApiDocumentation::addProblem));
    }

    private static void addProblem(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What went wrong, and what to do about it (RFC 9457)")
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(
                                                                                        REF
                                                                                                + PROBLEM)))));
    }

    private static Schema<?> problem() {
        var problem = typed(new ObjectSchema());
        problem.addProperty(
                "type",
                typed(new StringSchema())
                        .format("uri")
                        .description("Stable; to program against")
                        .example("urn:orderflow:problem:order-not-found"));
        problem.addProperty("title", typed(new StringSchema()));
        problem.addProperty("status", typed(new IntegerSchema()));
        problem.addProperty(
                "detail", typed(new StringSchema()).description("For people: what to mend"));
        problem.addProperty("instance", typed(new StringSchema()).format("uri"));
        problem.addProperty(
                "errors",
                typed(new ArraySchema())
                        .items(
                                typed(new ObjectSchema())
                                        .addProperty("field", typed(new StringSchema()))
                                        .addProperty("message", typed(new StringSchema())))
                        .description("Where fields of the body are not valid: which"));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    /** OpenAPI 3.1 writes these types, 3.0 the one that the schema was made with. */
    private static Schema<?> typed(Schema<?> schema) {
        schema.setTypes(Set.of(schema.getType()));
        return schema;
    }
}
