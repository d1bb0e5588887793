package dev.orderflow.events.test;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test in the whole service, on a real broker and a real database, with a database and
 * topics of its own that no other application context sees.
 *
 * <p>Broker and database are started once a JVM: embedded ones, or containers where the system
 * property {@code test.infra} is {@code docker}. Beans to inject: {@link EventInjector}, {@link
 * PublishedEvents}, {@link TestClock}.
 */
@Target(TYPE)
@Retention(RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnInfrastructure.class)
@Import(TestSupport.class)
public @interface OrderflowTest {}
