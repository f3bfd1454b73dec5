package org.qudao.gateway.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.qudao.gateway.limits.ClientLimits;
import org.qudao.gateway.limits.Imports;
import org.qudao.web.tokens.IssuerTokens;
import org.qudao.web.tokens.UnjudgedTokens;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may come in. Everybody brings a bearer token; there is no session and no cookie, hence no CSRF, and no CORS. Signing people in by
 * authorization code belongs to the web UI, which the product does not have yet. The
 * gateway checks that the token is valid; what its bearer may do and see is decided by the services. Only imports are refused here to
 * those who may never send one: they occupy a service for long.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final String NOTHING_FROM_ANYWHERE = "default-src 'none'; frame-ancestors 'none'";
    private static final String DOCS_PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** A span and two events for every security filter of every request cost more than they tell. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    JwtDecoder jwtDecoder(Issuer issuer) {
        return new IssuerTokens(issuer.issuerUri().toString(), issuer.audience());
    }

    @Bean
    @Order(1)
    SecurityFilterChain managementDoor(HttpSecurity http, ClientLimits limits) throws Exception {
        Refusals refusals = new Refusals(limits);
        bearerTokensOnly(http, refusals);
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .requestMatchers(EndpointRequest.to("prometheus"))
                        .hasAnyRole("METRICS", "SERVICE", "HQ")
                        .anyRequest()
                        .hasAnyRole("SERVICE", "HQ"))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain publicDoor(HttpSecurity http, ClientLimits limits) throws Exception {
        Refusals refusals = new Refusals(limits);
        bearerTokensOnly(http, refusals);
        return http.addFilterAfter(new RateLimitFilter(limits), BearerTokenAuthenticationFilter.class)
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frames -> frames.deny())
                        .addHeaderWriter((request, response) -> response.setHeader(
                                "Content-Security-Policy",
                                request.getRequestURI().startsWith("/docs") ? DOCS_PAGE : NOTHING_FROM_ANYWHERE)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/health", "/openapi.json", "/docs", "/docs/**")
                        .permitAll()
                        .requestMatchers(Imports::isUpload)
                        .hasAnyRole("SERVICE", "HQ")
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static void bearerTokensOnly(HttpSecurity http, Refusals refusals) throws Exception {
        http.addFilterBefore(new UnjudgedTokens(), BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(roles())));
    }

    private static JwtAuthenticationConverter roles() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(Doors::authoritiesOf);
        return converter;
    }

    private static List<GrantedAuthority> authoritiesOf(Jwt token) {
        return token.getClaims().get("roles") instanceof List<?> roles
                ? roles.stream()
                        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()
                : List.of();
    }
}
