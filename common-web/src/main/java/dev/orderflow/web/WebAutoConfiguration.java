package dev.orderflow.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** What every REST interface of the system has in common. */
@AutoConfiguration(after = SecurityAutoConfiguration.class)
@EnableScheduling
@Import({ProblemAdvice.class, ContractsController.class})
public final class WebAutoConfiguration {

    WebAutoConfiguration() {}

    /**
     * A command says what it means or is refused: no unknown fields, no guessing at types, amounts
     * never as floats.
     */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json ->
                json.enable(
                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .withConfigOverride(
                                BigDecimal.class,
                                amount ->
                                        amount.setFormat(
                                                JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                        .withCoercionConfig(
                                LogicalType.Integer,
                                strict ->
                                        strict.setCoercion(
                                                        CoercionInputShape.String,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.EmptyString,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Boolean,
                                                        CoercionAction.Fail))
                        .withCoercionConfig(
                                LogicalType.Textual,
                                strict ->
                                        strict.setCoercion(
                                                        CoercionInputShape.Integer,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Float,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Boolean,
                                                        CoercionAction.Fail))
                        .withCoercionConfig(
                                LogicalType.Boolean,
                                strict ->
                                        strict.setCoercion(
                                                        CoercionInputShape.String,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Integer,
                                                        CoercionAction.Fail))
                        .withCoercionConfig(
                                LogicalType.Enum,
                                strict ->
                                        strict.setCoercion(
                                                CoercionInputShape.Integer, CoercionAction.Fail));
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(
            ProblemWriter problems, WebProperties properties) {
        var filter =
                new FilterRegistrationBean<>(
                        new BodyLimitFilter(
                                problems, properties.maxBodyBytes(), properties.bodyTimeout()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    RequestTime requestTime(Environment settings, WebProperties properties) {
        var time = RequestTime.in(settings, properties);
        time.mustFitInto(properties.requestTimeout());
        return time;
    }

    @Bean
    ServiceProblems serviceProblems(ObjectProvider<ProblemMapping> mappings) {
        return new ServiceProblems(mappings.orderedStream().toList());
    }

    @Bean
    WebMvcConfigurer callerParameter() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    @Bean
    ApiDocumentation apiDocumentationInDetail() {
        return new ApiDocumentation();
    }

    @Bean
    OpenAPI apiDocumentation(
            @Value("${spring.application.name}") String service, SecurityProperties security) {
        var document =
                new OpenAPI()
                        .info(
                                new Info()
                                        .title(service)
                                        .description("REST interface of Orderflow's " + service)
                                        .version("v1"));
        return switch (security.mode()) {
            case JWT ->
                    document.components(
                                    new Components()
                                            .addSecuritySchemes(
                                                    "token",
                                                    new SecurityScheme()
                                                            .type(SecurityScheme.Type.HTTP)
                                                            .scheme("bearer")
                                                            .bearerFormat("JWT")))
                            .addSecurityItem(new SecurityRequirement().addList("token"));
            case HEADER ->
                    document.components(
                                    new Components()
                                            .addSecuritySchemes("caller", header("X-USER-ID"))
                                            .addSecuritySchemes("roles", header("X-USER-ROLES")))
                            .addSecurityItem(
                                    new SecurityRequirement().addList("caller").addList("roles"));
        };
    }

    private static SecurityScheme header(String name) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(name);
    }

    private static final class CallerResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @org.jspecify.annotations.Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
                return caller;
            }
            throw new IllegalStateException("A call reached its controller without a caller");
        }
    }
}
