using System.Runtime.InteropServices;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// 64-bit hashes of keys for tables that live in memory: folded multiplications. Never stored and never evidence: whatever a table finds by them is compared for
/// real, so that two keys of one hash cost time and nothing else.
/// </summary>
internal static class KeyHash
{
    // Odd numbers of about as many ones as zeros (digits of the golden ratio and of pi).
    private const ulong Left = 0x9E3779B97F4A7C15, Right = 0x243F6A8885A308D3;
    private const int CharsAtOnce = sizeof(ulong) / sizeof(char);

    public static ulong Of(ReadOnlySpan<char> key, ulong seed = 0)
    {
        var hash = Mix(seed, (ulong)key.Length);
        for (; key.Length >= CharsAtOnce; key = key[CharsAtOnce..])
            hash = Mix(hash, MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(key)));
        foreach (var c in key)
            hash = Mix(hash, c);
        return hash;
    }

    public static ulong Mix(ulong hash, ulong next)
    {
        var high = Math.BigMul(hash ^ Left, next ^ Right, out ulong low);
        return high ^ low;
    }
}
