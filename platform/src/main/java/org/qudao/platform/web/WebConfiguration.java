package org.qudao.platform.web;

import java.time.LocalDate;
import java.time.YearMonth;
import org.qudao.web.connections.SlowClients;
import org.qudao.web.problems.ContainerProblems;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** JSON over HTTP: unknown fields are refused, a quantity of 1.5 is a mistake and not a 1, decimals stay decimals and are written without exponent. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemResponses.class, ContainerProblems.class, SlowClients.class, OpenApiConfiguration.class})
public class WebConfiguration {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addModule(CalendarText.inJson())
                // A blank text is no moment: it must not pass for one that was left out.
                .withCoercionConfig(
                        LogicalType.DateTime,
                        moments -> moments.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                // The API says string: 12 and true are none.
                .withCoercionConfig(
                        LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    @Bean
    WebMvcConfigurer strictRequests() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry formatters) {
                formatters.addConverter(String.class, LocalDate.class, CalendarText::date);
                formatters.addConverter(String.class, YearMonth.class, CalendarText::month);
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new ProperContentType());
            }
        };
    }
}
