using System.Security.Cryptography;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Tests.PersonalData;

public sealed class KeyRingTests : IDisposable
{
    private const string Purpose = "tests.name";
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"keys-{Guid.CreateVersion7()}");
    private readonly SteppedClock clock = new();

    public void Dispose()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Open_FirstStart_MakesOneKeyPerUseReadableByTheOwnerOnly()
    {
        var ring = KeyRing.Open(directory, clock);

        Assert.Equal(Enum.GetValues<KeyUse>(), ring.Keys.Select(key => key.Use).Order());
        Assert.Equal(3, ring.Keys.Select(key => Convert.ToHexString(key.Secret)).Distinct().Count());
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(directory))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Open_TwoNodesAtOnce_AgreeOnTheKeys()
    {
        var rings = new KeyRing[8];
        Parallel.For(0, rings.Length, new() { MaxDegreeOfParallelism = rings.Length }, i => rings[i] = KeyRing.Open(directory, clock));

        Assert.Single(rings.Select(ring => ring.Newest(KeyUse.Encryption).Id).Distinct());
        Assert.Equal(3, Directory.EnumerateFiles(directory, "*.key").Count());
    }

    /// <summary>A move that may not overwrite looks first and renames then, so the lock and the second look under it are what makes two nodes agree.</summary>
    [Fact]
    public async Task Open_WhileAnotherNodeMakesTheKeys_WaitsAndTakesThose()
    {
        KeyRing.Open(directory, clock);
        var made = Directory.EnumerateFiles(directory, "*.key").ToDictionary(file => file, File.ReadAllBytes);
        foreach (var file in made.Keys)
            File.Delete(file);

        Task<KeyRing> opening;
        await using (new FileStream(Path.Combine(directory, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            opening = Task.Run(() => KeyRing.Open(directory, clock));
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.False(opening.IsCompleted);
            Assert.Empty(Directory.EnumerateFiles(directory, "*.key"));
            foreach (var (file, bytes) in made)
                await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }

        await opening;
        Assert.Equal(made.Keys.Order(), Directory.EnumerateFiles(directory, "*.key").Order());
    }

    [Fact]
    public void Open_DamagedFile_NamesTheFileAndNotItsContent()
    {
        KeyRing.Open(directory, clock);
        var file = Directory.EnumerateFiles(directory, "control-*.key").Single();
        File.WriteAllText(file, "{\"id\":\"00000001\",\"use\":\"Control\",\"algorithm\":\"HMAC-SHA-256\",\"secret\":\"U0VDUkVU\"}");

        var problem = Assert.Throws<InvalidDataException>(() => KeyRing.Open(directory, clock));

        Assert.Contains(Path.GetFileName(file), problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("U0VDUkVU", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Decrypt_AfterReopening_GivesTheText()
    {
        var blob = Cipher().Encrypt("李小明", Purpose);

        Assert.Equal("李小明", Cipher().Decrypt(blob, Purpose));
        Assert.Equal(KeyAlgorithm.Aes256Gcm, blob[0]);
    }

    [Fact]
    public void Encrypt_SameTextTwice_GivesOtherBytes()
    {
        var cipher = Cipher();

        Assert.NotEqual(cipher.Encrypt("13812345678", Purpose), cipher.Encrypt("13812345678", Purpose));
    }

    [Fact]
    public void Decrypt_AnyByteAltered_IsRefused()
    {
        var cipher = Cipher();
        var blob = cipher.Encrypt("李小明", Purpose);

        for (var i = 0; i < blob.Length; i++)
        {
            var altered = blob.ToArray();
            altered[i] ^= 1;
            Assert.ThrowsAny<Exception>(() => cipher.Decrypt(altered, Purpose));
        }

        Assert.Throws<CryptographicException>(() => cipher.Decrypt(blob.AsSpan(0, 20), Purpose));
    }

    [Fact]
    public void Decrypt_OtherPurpose_IsRefused()
    {
        var cipher = Cipher();
        var blob = cipher.Encrypt("李小明", Purpose);

        var problem = Assert.Throws<CryptographicException>(() => cipher.Decrypt(blob, "tests.phone"));

        Assert.Contains("tests.phone", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decrypt_KeyLost_NamesTheKey()
    {
        var cipher = Cipher();
        var blob = cipher.Encrypt("李小明", Purpose);
        var lost = KeyRing.Open(directory, clock).Newest(KeyUse.Encryption);
        Directory.Delete(directory, recursive: true);

        var problem = Assert.Throws<KeyMissingException>(() => Cipher().Decrypt(blob, Purpose));

        Assert.Equal(lost.Id, problem.KeyId);
        Assert.Contains(lost.Name, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_NewEncryptionKey_WritesWithItAndStillReadsTheOld()
    {
        var ring = KeyRing.Open(directory, clock);
        using var cipher = new FieldCipher(ring);
        var before = cipher.Encrypt("李小明", Purpose);
        var added = ring.Add(KeyUse.Encryption);

        var after = cipher.Encrypt("李小明", Purpose);

        Assert.Equal(added.Id, ring.Newest(KeyUse.Encryption).Id);
        Assert.NotEqual(before[..FieldCipher.HeaderBytes], after[..FieldCipher.HeaderBytes]);
        Assert.Equal(cipher.CurrentHeader(), after[..FieldCipher.HeaderBytes]);
        Assert.Equal("李小明", cipher.Decrypt(before, Purpose));
        Assert.Equal("李小明", cipher.Decrypt(after, Purpose));
    }

    [Fact]
    public void Add_ClockSetBack_NewKeyIsStillTheNewest()
    {
        var ring = KeyRing.Open(directory, clock);
        clock.Now -= TimeSpan.FromDays(1);

        Assert.Equal(ring.Add(KeyUse.Encryption).Id, ring.Newest(KeyUse.Encryption).Id);
    }

    [Fact]
    public void Find_KeyAddedByAnotherNode_IsReadAtOnceAndWrittenWithSoon()
    {
        var mine = KeyRing.Open(directory, clock);
        var added = KeyRing.Open(directory, clock).Add(KeyUse.Encryption);
        var readable = KeyRing.Open(directory, clock).Find(KeyUse.Encryption, added.Id);
        Assert.NotEqual(added.Id, mine.Newest(KeyUse.Encryption).Id);

        clock.Now += TimeSpan.FromMinutes(1);

        Assert.Equal(added.Id, readable.Id);
        Assert.Equal(added.Id, mine.Newest(KeyUse.Encryption).Id);
    }

    [Fact]
    public void BlindIndex_Compute_SeparatesPurposesValuesAndRings()
    {
        var index = new BlindIndex(KeyRing.Open(directory, clock));
        var phone = index.Compute("phone", "13812345678");

        Assert.Equal(BlindIndex.Bytes, phone.Length);
        Assert.Equal(phone, new BlindIndex(KeyRing.Open(directory, clock)).Compute("phone", "13812345678"));
        Assert.NotEqual(phone, index.Compute("idNumber", "13812345678"));
        Assert.NotEqual(phone, index.Compute("phone", "13812345679"));
        Assert.NotEqual(index.Compute("ab", "c"), index.Compute("a", "bc"));
        Directory.Delete(directory, recursive: true);
        Assert.NotEqual(phone, new BlindIndex(KeyRing.Open(directory, clock)).Compute("phone", "13812345678"));
    }

    private FieldCipher Cipher() => new(KeyRing.Open(directory, clock));
}
