import type { Language } from './index.ts';

/** What the offline coach says in Spanish. */
export const spanish: Language = {
  words: new Set(
    'qué que cómo como el la los las no por para con un una mi me es si ella él pero hola quiero debo'.split(
      ' ',
    ),
  ),
  note: 'Una respuesta de muestra: no hay ningún modelo conectado. Define OPENAI_API_KEY, u OPENAI_BASE_URL para un servidor propio.',
  earlier: 'Antes me preguntaste:',
  friend: 'amistad',
  samples: [
    {
      subject: /suicid|matarme|hacerme daño|me pega|me golpea|viol(ó|aron)|quiero morir/i,
      first: [
        `{name}, dejemos todo lo demás a un lado. Lo que escribes suena serio, y un texto de muestra no es una ayuda en la que debas confiar.

**Si estás en peligro ahora, llama al número de emergencias de tu país.** En <https://findahelpline.com> encontrarás personas que escuchan, gratis y a cualquier hora.

¿Hay alguien contigo, o alguien a quien puedas llamar ahora?`,
      ],
      followUp: [
        `Me alegra que sigas escribiendo, {name}. Por favor, habla con una persona que pueda estar a tu lado: alguien de confianza, emergencias, o una de las líneas de <https://findahelpline.com>.`,
      ],
    },
    {
      subject: /./s,
      first: [
        `Gracias por contármelo, {name}. Ese nervio quiere decir que te importa: puede acompañarte, pero que no conduzca.

**Lo que suele ayudar**
- **Ser concreto:** un lugar, un día, algo que les guste a los dos.
- **No adornar:** dos frases que suenen a ti valen más que una perfecta.
- **Que decir que no sea fácil.** Así el sí también es de verdad.

¿Quién es esa persona para ti, y qué fue lo último que pasó entre ustedes?

**Próximo paso:** escribe hoy una sola frase, léela en voz alta y quita lo que no dirías.`,
        `Solo oigo tu parte, {name}, así que tómalo como una suposición: más que un truco, lo que buscas es *claridad*.

1. ¿Qué harías si supieras que le gustas?
2. ¿Y si supieras que no?

Si la respuesta es la misma, haz eso. Si no, averígualo con una pregunta amable y no con una prueba.

**Próximo paso:** dime en una frase cuál sería un buen final para ti.`,
      ],
      followUp: [
        `Eso lo aclara, {name}. Entonces da un poco de ti antes de volver a preguntar: solo preguntas parecen una entrevista.

**Próximo paso:** elige la cosa sincera más pequeña que podrías decirle esta semana, y dísela.`,
        `Entonces yo lo dejaría reposar, {name}. Hubo claridad y cariño en lo que dijiste; el siguiente paso no es tuyo.

> Quien quiere hablar contigo encuentra el minuto que hace falta.

**Próximo paso:** queda esta semana con alguien que te haga bien.`,
      ],
    },
  ],
};
