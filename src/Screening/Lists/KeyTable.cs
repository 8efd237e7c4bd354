using System.Numerics;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Which numbers stand under a hash: immutable, four arrays for any size, so that a million entries are as cheap for the garbage collector as ten. Most look-ups find nothing,
/// and read one bit for it. A number can come back that was put under another hash; the caller compares.
/// </summary>
internal sealed class KeyTable
{
    /// <summary>Bits of the filter for each key, of which three are set, all in one word: one stranger in thirty passes it, and no more memory is read than for one.</summary>
    private const int FilterBits = 8;

    /// <summary>Three times six bits of the hash choose those three; the word is chosen by what stands above them.</summary>
    private const int FilterShift = 18;

    private readonly ulong[] filter;
    private readonly int shift;

    /// <summary>Where each bucket begins; a bucket is the highest bits of the hash.</summary>
    private readonly int[] starts;

    /// <summary>The lowest 32 bits of each hash, ascending inside a bucket.</summary>
    private readonly uint[] checks;
    private readonly int[] numbers;

    private KeyTable(ulong[] filter, int shift, int[] starts, uint[] checks, int[] numbers) =>
        (this.filter, this.shift, this.starts, this.checks, this.numbers) = (filter, shift, starts, checks, numbers);

    /// <summary>Every number put under that hash, in no order.</summary>
    public ReadOnlySpan<int> Find(ulong hash)
    {
        var bits = BitsOf(hash);
        if ((filter[(hash >> FilterShift) & (ulong)(filter.Length - 1)] & bits) != bits)
            return [];
        var bucket = (int)(hash >> shift);
        var (first, end) = (starts[bucket], starts[bucket + 1]);
        var check = (uint)hash;
        while (first < end && checks[first] < check)
            first++;
        var last = first;
        while (last < end && checks[last] == check)
            last++;
        return numbers.AsSpan(first, last - first);
    }

    private static ulong BitsOf(ulong hash) => 1UL << (int)(hash & 63) | 1UL << (int)(hash >> 6 & 63) | 1UL << (int)(hash >> 12 & 63);

    /// <summary>Takes keys in any order. To be built once.</summary>
    internal sealed class Builder
    {
        private const int Chunk = 1 << 16;
        private const int KeysInABucket = 2;

        // In pieces: one growing array would be copied and hold twice its size while it grows.
        private readonly List<(ulong[] Hashes, int[] Numbers)> chunks = [];
        private int used = Chunk;

        private int Count => ((chunks.Count - 1) * Chunk) + used;

        public void Add(ulong hash, int number)
        {
            if (used == Chunk)
            {
                chunks.Add((new ulong[Chunk], new int[Chunk]));
                used = 0;
            }

            var (hashes, numbers) = chunks[^1];
            (hashes[used], numbers[used]) = (hash, number);
            used++;
        }

        public KeyTable Build()
        {
            var count = chunks.Count == 0 ? 0 : Count;
            // One bit at least: a shift by all 64 would shift by none.
            var bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, count / KeysInABucket)));
            var shift = 64 - bits;
            var starts = new int[(1 << bits) + 1];
            var filter = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, count * (long)FilterBits / 64))];
            Each((hash, _) =>
            {
                starts[(int)(hash >> shift) + 1]++;
                filter[(hash >> FilterShift) & (ulong)(filter.Length - 1)] |= BitsOf(hash);
            });
            for (var i = 1; i < starts.Length; i++)
                starts[i] += starts[i - 1];
            var (checks, numbers) = (new uint[count], new int[count]);
            var next = starts.AsSpan(0, starts.Length - 1).ToArray();
            Each((hash, number) =>
            {
                var at = next[(int)(hash >> shift)]++;
                (checks[at], numbers[at]) = ((uint)hash, number);
            });
            for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
            {
                if (starts[bucket + 1] - starts[bucket] is > 1 and var length)
                    checks.AsSpan(starts[bucket], length).Sort(numbers.AsSpan(starts[bucket], length));
            }

            return new(filter, shift, starts, checks, numbers);
        }

        private void Each(Action<ulong, int> use)
        {
            foreach (var (index, (hashes, numbers)) in chunks.Index())
            {
                var length = index == chunks.Count - 1 ? used : Chunk;
                for (var i = 0; i < length; i++)
                    use(hashes[i], numbers[i]);
            }
        }
    }
}
