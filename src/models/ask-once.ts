/** A single question to a chat model, without tools and without a person behind it. @module */
import { HumanMessage } from '@langchain/core/messages';
import type { AgentModel, ModelTurn } from './agent.ts';

/** @throws ModelUnavailable, or what the model throws. */
export function askOnce(model: AgentModel, text: string, signal: AbortSignal): Promise<ModelTurn> {
  return model.turn({ messages: [new HumanMessage(text)], tools: [], signal, userKey: undefined });
}
