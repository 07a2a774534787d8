export { cutBeforePrivateNumber, findPrivateNumbers, hasPrivateNumber, maskPrivateNumbers } from '../answering/private-numbers.ts';
