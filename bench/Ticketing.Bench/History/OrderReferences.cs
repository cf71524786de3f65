namespace Ticketing.Bench.History;

/// <summary>Unique and scattered, in the format of <see cref="Ticketing.Features.Orders.OrderReference"/>.</summary>
internal static class OrderReferences
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";
    private const int Letters = 8;
    private const ulong ReferenceCount = 377_801_998_336; // 28^8

    // Coprime to 28, so that each number maps to a different reference.
    private const ulong Stride = 233_495_534_423;

    public static string Create(int number) =>
        string.Create(
            Letters + 1,
            (ulong)(UInt128)((UInt128)(uint)number * Stride % ReferenceCount),
            (text, place) =>
            {
                for (var i = text.Length - 1; i >= 0; i--)
                {
                    if (i == Letters / 2)
                    {
                        text[i] = '-';
                        continue;
                    }

                    text[i] = Alphabet[(int)(place % (ulong)Alphabet.Length)];
                    place /= (ulong)Alphabet.Length;
                }
            }
        );
}
