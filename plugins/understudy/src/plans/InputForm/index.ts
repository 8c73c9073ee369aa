export { InputForm } from './InputForm';
