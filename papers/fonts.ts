// Tinos has the measures of Times New Roman, which the decree asks for, and every Vietnamese letter.
import { fileURLToPath } from 'node:url';

const file = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`));

export const fonts = {
  regular: file('400Regular'),
  italic: file('400Regular_Italic'),
  bold: file('700Bold'),
  boldItalic: file('700Bold_Italic'),
} as const;
