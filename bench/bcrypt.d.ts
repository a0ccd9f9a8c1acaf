declare module 'bcrypt' {
  const bcrypt: { hash(text: string, cost: number): Promise<string> }
  export default bcrypt
}
