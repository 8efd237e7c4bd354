using System.Runtime.InteropServices;
using System.Text;

namespace LogisticsScreening.Screening.Benchmarks.Peers;

/// <summary>
/// Hyperscan's literal matcher, where Debian's libhyperscan5 is installed. It reads bytes, so texts and patterns are UTF-8 made before the timing; a match carries
/// where it ends, from which the start follows.
/// </summary>
internal sealed unsafe class Hyperscan
{
    private const string Library = "libhs.so.5";
    private const uint BlockMode = 1;

    private readonly nint database;
    private readonly nint scratch;
    private readonly delegate* unmanaged<nint, byte*, uint, uint, nint, delegate* unmanaged<uint, ulong, ulong, uint, void*, int>, void*, int> scan;
    private readonly string[] texts;
    private readonly byte[][] bytes;
    private readonly int[] patternBytes;
    private readonly List<(uint Pattern, int End)> found = [];
    private readonly GCHandle foundHandle;

    private Hyperscan(nint library, string[] patterns, string[] texts)
    {
        this.texts = texts;
        bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        byte[][] expressions = [.. patterns.Select(Encoding.UTF8.GetBytes)];
        patternBytes = [.. expressions.Select(e => e.Length)];
        scan = (delegate* unmanaged<nint, byte*, uint, uint, nint, delegate* unmanaged<uint, ulong, ulong, uint, void*, int>, void*, int>)NativeLibrary.GetExport(library, "hs_scan");
        var version = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "hs_version");
        Name = $"Hyperscan {Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(version())).Split(' ')[0]}, UTF-8 made beforehand";
        database = Compile(library, expressions);
        var allocate = (delegate* unmanaged<nint, nint*, int>)NativeLibrary.GetExport(library, "hs_alloc_scratch");
        nint made = 0;
        Check(allocate(database, &made), "hs_alloc_scratch");
        scratch = made;
        foundHandle = GCHandle.Alloc(found);
    }

    public string Name { get; }

    /// <summary>Null when the library is not installed.</summary>
    public static Hyperscan? TryCreate(string[] patterns, string[] texts) =>
        NativeLibrary.TryLoad(Library, out var library) ? new(library, patterns, texts) : null;

    /// <summary>Occurrences by text, start (UTF-16 units) and pattern, for the check before anything is timed.</summary>
    public (int Text, int Start, int Pattern)[] FindAll()
    {
        var all = new List<(int, int, int)>();
        for (var i = 0; i < texts.Length; i++)
        {
            Scan(bytes[i]);
            foreach (var (pattern, end) in found)
                all.Add((i, Encoding.UTF8.GetCharCount(bytes[i], 0, end - patternBytes[pattern]), (int)pattern));
        }

        return [.. all.Order()];
    }

    /// <summary>One round over all texts.</summary>
    public void Round()
    {
        foreach (var text in bytes)
            Scan(text);
    }

    [UnmanagedCallersOnly]
    private static int Report(uint pattern, ulong from, ulong to, uint flags, void* list)
    {
        ((List<(uint, int)>)GCHandle.FromIntPtr((nint)list).Target!).Add((pattern, (int)to));
        return 0;
    }

    private static nint Compile(nint library, byte[][] expressions)
    {
        var compile = (delegate* unmanaged<byte**, uint*, uint*, nuint*, uint, uint, nint, nint*, nint*, int>)NativeLibrary.GetExport(library, "hs_compile_lit_multi");
        var handles = expressions.Select(e => GCHandle.Alloc(e, GCHandleType.Pinned)).ToArray();
        var pointers = handles.Select(h => h.AddrOfPinnedObject()).ToArray();
        var flags = new uint[expressions.Length];
        uint[] ids = [.. Enumerable.Range(0, expressions.Length).Select(i => (uint)i)];
        nuint[] lengths = [.. expressions.Select(e => (nuint)e.Length)];
        nint compiled = 0, error = 0;
        fixed (nint* first = pointers)
        fixed (uint* flag = flags, id = ids)
        fixed (nuint* length = lengths)
            Check(compile((byte**)first, flag, id, length, (uint)expressions.Length, BlockMode, 0, &compiled, &error), "hs_compile_lit_multi");
        foreach (var handle in handles)
            handle.Free();
        return compiled;
    }

    private void Scan(byte[] text)
    {
        found.Clear();
        fixed (byte* data = text)
            Check(scan(database, data, (uint)text.Length, 0, scratch, &Report, (void*)GCHandle.ToIntPtr(foundHandle)), "hs_scan");
    }

    private static void Check(int code, string call)
    {
        if (code != 0)
            throw new InvalidOperationException($"{call} answered {code}.");
    }
}
