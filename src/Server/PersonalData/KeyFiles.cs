using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// The files of the key ring: one JSON file per key, <c>encryption-1f2e3d4c.key</c>, readable by the owner only.
/// A file is complete or absent (written beside, flushed, renamed), and first keys are made under a lock,
/// so that two nodes starting together on one directory agree.
/// </summary>
internal static class KeyFiles
{
    private const int SecretBytes = 32;
    private const string LockName = ".lock";
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    public static IReadOnlyList<RingKey> ReadAll(string directory)
    {
        var keys = new Dictionary<uint, RingKey>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.key").Order(StringComparer.Ordinal))
        {
            var key = Read(file);
            if (!keys.TryAdd(key.Id, key))
                throw new InvalidDataException($"Key id {key.Name} occurs twice in the key ring {directory}.");
        }

        return [.. keys.Values];
    }

    /// <summary>Makes the directory and one key for each use that has none.</summary>
    public static void EnsureFirstKeys(string directory, DateTimeOffset now)
    {
        CreateDirectory(directory);
        if (Enum.GetValues<KeyUse>().Except(ReadAll(directory).Select(key => key.Use)).Any())
        {
            using (Lock(directory))
            {
                // Read again: another node may have made them while this one waited for the lock.
                foreach (var use in Enum.GetValues<KeyUse>().Except(ReadAll(directory).Select(key => key.Use)).ToList())
                    Write(directory, NewKey(use, now));
            }
        }
    }

    public static RingKey Add(string directory, KeyUse use, DateTimeOffset now)
    {
        using (Lock(directory))
        {
            var key = NewKey(use, now);
            Write(directory, key);
            return key;
        }
    }

    private static RingKey NewKey(KeyUse use, DateTimeOffset now) => new(
        BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))),
        use,
        use is KeyUse.Encryption ? KeyAlgorithm.Aes256Gcm : KeyAlgorithm.HmacSha256,
        now,
        RandomNumberGenerator.GetBytes(SecretBytes));

    private static RingKey Read(string file)
    {
        try
        {
            var content = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(file), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException("empty");
            var secret = Convert.FromBase64String(content.Secret);
            return secret.Length == SecretBytes
                ? new(
                    uint.Parse(content.Id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    Enum.Parse<KeyUse>(content.Use),
                    KeyAlgorithm.Parse(content.Algorithm),
                    content.CreatedAt,
                    secret)
                : throw new InvalidDataException($"a key has {SecretBytes} bytes");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidDataException or ArgumentException or OverflowException)
        {
            // The inner text could quote the file, and the file holds a secret: only its name is told.
            throw new InvalidDataException($"Key file {file} cannot be read ({problem.GetType().Name}); restore it from the backup of the key ring.");
        }
    }

    private static void Write(string directory, RingKey key)
    {
        var path = Path.Combine(directory, $"{key.Use.ToString().ToLowerInvariant()}-{key.Name}.key");
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new KeyFile(key.Name, key.Use.ToString(), KeyAlgorithm.Name(key.Algorithm), key.CreatedAt, Convert.ToBase64String(key.Secret)),
            JsonSerializerOptions.Web);
        var unfinished = path + ".new";
        using (var stream = new FileStream(unfinished, OwnerOnly(FileMode.Create)))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Lock(string directory)
    {
        for (var waited = TimeSpan.Zero; ; waited += LockPause)
        {
            try
            {
                return new(Path.Combine(directory, LockName), OwnerOnly(FileMode.OpenOrCreate));
            }
            catch (IOException) when (waited < LockPatience)
            {
                Thread.Sleep(LockPause);
            }
        }
    }

    private sealed record KeyFile(string Id, string Use, string Algorithm, DateTimeOffset CreatedAt, string Secret);
}
