package dev.orderflow.inventory.adapter.in.web;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The form of an ISO 4217 code; whether there is such a currency, the domain knows. */
@Pattern(regexp = "[A-Z]{3}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@interface CurrencyCode {

    String message() default "must be an ISO 4217 code of three capital letters, such as EUR";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
