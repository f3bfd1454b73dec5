package org.qudao.forecast.engine.breaking;

import org.springframework.core.env.Environment;

/** Breaks the rule that the engine knows no framework, so that the rule is seen to fail. */
interface EngineWithFramework {
    Environment environment();
}
