namespace LogisticsScreening.Server.PersonalData;

/// <summary>What a key of the ring is for. A key never serves two uses.</summary>
internal enum KeyUse
{
    /// <summary>AES-256-GCM over stored personal data.</summary>
    Encryption,

    /// <summary>HMAC-SHA-256 for looking a value up without reading it.</summary>
    Index,

    /// <summary>HMAC-SHA-256 for the random control draw: who knows it can foretell which parcel is drawn.</summary>
    Control,
}

/// <summary>One key of the ring. A class, not a record: its text must never show the secret.</summary>
internal sealed class RingKey(uint id, KeyUse use, byte algorithm, DateTimeOffset createdAt, byte[] secret)
{
    /// <summary>Random, so that a ring made anew never passes for a lost one.</summary>
    public uint Id { get; } = id;

    public KeyUse Use { get; } = use;

    /// <summary>Stored in front of everything made with the key: <see cref="KeyAlgorithm"/>.</summary>
    public byte Algorithm { get; } = algorithm;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public byte[] Secret { get; } = secret;

    public string Name => Format(Id);

    public static string Format(uint id) => id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => $"{Use} key {Name}";
}

/// <summary>Algorithm ids as stored. A number is never given a second meaning; national algorithms get numbers of their own.</summary>
internal static class KeyAlgorithm
{
    public const byte Aes256Gcm = 1;
    public const byte HmacSha256 = 2;

    public static string Name(byte algorithm) => algorithm switch
    {
        Aes256Gcm => "AES-256-GCM",
        HmacSha256 => "HMAC-SHA-256",
        _ => throw new InvalidDataException($"Unknown algorithm id {algorithm}."),
    };

    public static byte Parse(string name) => name switch
    {
        "AES-256-GCM" => Aes256Gcm,
        "HMAC-SHA-256" => HmacSha256,
        _ => throw new InvalidDataException($"Unknown algorithm '{name}'."),
    };
}

/// <summary>A key that stored data names is not in the ring: the environment is broken and only the backup of the ring helps.</summary>
internal sealed class KeyMissingException(KeyUse use, uint keyId, string directory)
    : Exception($"{use} key {RingKey.Format(keyId)} is not in the key ring {directory}; restore its file from the backup of the key ring.")
{
    public uint KeyId { get; } = keyId;
}
