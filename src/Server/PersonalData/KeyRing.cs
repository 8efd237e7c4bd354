using System.Collections.Frozen;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// The keys of this installation, kept in files outside the database (LS_KEYS). Every key of the ring can read;
/// the newest of each use writes. Nodes share the directory: a key another node added is seen within
/// <see cref="LookAgainAfter"/>, and at once when stored data names it.
/// </summary>
internal sealed class KeyRing
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    private readonly TimeProvider time;
    private readonly Lock reloading = new();
    private volatile Snapshot current;

    private KeyRing(string directory, TimeProvider time)
    {
        Directory = directory;
        this.time = time;
        current = Load();
    }

    public string Directory { get; }

    /// <summary>Opens the ring and, at the first start, makes one key for each use.</summary>
    /// <exception cref="InvalidDataException">A key file is damaged.</exception>
    /// <exception cref="IOException">The directory cannot be written or read.</exception>
    public static KeyRing Open(string directory, TimeProvider time)
    {
        KeyFiles.EnsureFirstKeys(directory, time.GetUtcNow());
        return new(directory, time);
    }

    public IReadOnlyCollection<RingKey> Keys => current.ById.Values;

    /// <summary>The key that new data is written with.</summary>
    public RingKey Newest(KeyUse use)
    {
        if (time.GetElapsedTime(current.LoadedAt) > LookAgainAfter)
            Reload(current);
        return current.Newest[use];
    }

    /// <summary>The key that stored data names.</summary>
    /// <exception cref="KeyMissingException">The ring does not hold it.</exception>
    public RingKey Find(KeyUse use, uint keyId)
    {
        var seen = current;
        if (!seen.ById.TryGetValue(keyId, out var key))
        {
            Reload(seen);
            if (!current.ById.TryGetValue(keyId, out key))
                throw new KeyMissingException(use, keyId, Directory);
        }

        return key.Use == use ? key : throw new InvalidDataException($"{key} was named where a key for {use} belongs.");
    }

    /// <summary>Adds a key; it is the newest from now on. Older keys stay: stored data and backups name them.</summary>
    public RingKey Add(KeyUse use)
    {
        var key = KeyFiles.Add(Directory, use, After(current.Newest[use].CreatedAt));
        Reload(current);
        return key;
    }

    // A clock set back must not make a new key older than the one it replaces.
    private DateTimeOffset After(DateTimeOffset newest) => time.GetUtcNow() is var now && now > newest ? now : newest.AddTicks(1);

    private void Reload(Snapshot seen)
    {
        lock (reloading)
        {
            if (ReferenceEquals(seen, current))
                current = Load();
        }
    }

    private Snapshot Load()
    {
        var keys = KeyFiles.ReadAll(Directory);
        var newest = keys
            .GroupBy(key => key.Use)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id).Last());
        return newest.Count == Enum.GetValues<KeyUse>().Length
            ? new(keys.ToFrozenDictionary(key => key.Id), newest, time.GetTimestamp())
            : throw new InvalidDataException($"The key ring {Directory} is not complete; restore it from its backup.");
    }

    private sealed record Snapshot(FrozenDictionary<uint, RingKey> ById, FrozenDictionary<KeyUse, RingKey> Newest, long LoadedAt);
}
