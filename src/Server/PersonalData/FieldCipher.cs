using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// Encrypts stored personal data with AES-256-GCM. The purpose ("waybills.sender") is bound to the bytes: a value copied into
/// another column does not decrypt. Each purpose has a key of its own, derived from the ring key, so that the bound
/// of 2^32 random nonces for one key counts per column and not per installation (docs/decisions/0010).
/// </summary>
/// <remarks>Layout: algorithm id (1), key id (4, big-endian), nonce (12), tag (16), ciphertext. The first five bytes are authenticated too.</remarks>
internal sealed class FieldCipher(KeyRing ring) : IDisposable
{
    /// <summary>Algorithm id and key id: what the rotation compares to find rows under an older key.</summary>
    public const int HeaderBytes = 5;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int OverheadBytes = HeaderBytes + NonceBytes + TagBytes;

    // AesGcm is not safe for two threads at once. Not tracked: a thread that ends, such as one that loaded a list, leaves its own to the finaliser.
    private readonly ThreadLocal<Dictionary<(uint Key, string Purpose), AesGcm>> ciphers = new(() => []);

    public byte[] Encrypt(string text, string purpose) => EncryptBytes(Encoding.UTF8.GetBytes(text), purpose);

    /// <exception cref="KeyMissingException">The ring lacks the key that the bytes name.</exception>
    /// <exception cref="CryptographicException">The bytes were altered, or belong to another purpose.</exception>
    public string Decrypt(ReadOnlySpan<byte> cipher, string purpose) => Encoding.UTF8.GetString(DecryptBytes(cipher, purpose));

    public byte[] EncryptBytes(ReadOnlySpan<byte> plain, string purpose)
    {
        var key = ring.Newest(KeyUse.Encryption);
        var blob = new byte[OverheadBytes + plain.Length];
        WriteHeader(key, blob);
        var nonce = blob.AsSpan(HeaderBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        CipherFor(key, purpose).Encrypt(
            nonce,
            plain,
            blob.AsSpan(OverheadBytes),
            blob.AsSpan(HeaderBytes + NonceBytes, TagBytes),
            AssociatedData(blob, purpose));
        return blob;
    }

    /// <inheritdoc cref="Decrypt"/>
    public byte[] DecryptBytes(ReadOnlySpan<byte> cipher, string purpose)
    {
        if (cipher.Length < OverheadBytes || cipher[0] != KeyAlgorithm.Aes256Gcm)
            throw new CryptographicException($"What is stored for {purpose} is not a ciphertext of this product.");
        var key = ring.Find(KeyUse.Encryption, BinaryPrimitives.ReadUInt32BigEndian(cipher[1..]));
        var plain = new byte[cipher.Length - OverheadBytes];
        try
        {
            CipherFor(key, purpose).Decrypt(
                cipher.Slice(HeaderBytes, NonceBytes),
                cipher[OverheadBytes..],
                cipher.Slice(HeaderBytes + NonceBytes, TagBytes),
                plain,
                AssociatedData(cipher, purpose));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new CryptographicException($"What is stored for {purpose} was altered or belongs to another purpose ({key}).");
        }

        return plain;
    }

    /// <summary>The first <see cref="HeaderBytes"/> bytes of everything encrypted from now on.</summary>
    public byte[] CurrentHeader()
    {
        var header = new byte[HeaderBytes];
        WriteHeader(ring.Newest(KeyUse.Encryption), header);
        return header;
    }

    public void Dispose() => ciphers.Dispose();

    private static void WriteHeader(RingKey key, Span<byte> target)
    {
        target[0] = key.Algorithm;
        BinaryPrimitives.WriteUInt32BigEndian(target[1..], key.Id);
    }

    private static byte[] AssociatedData(ReadOnlySpan<byte> blob, string purpose)
    {
        var data = new byte[HeaderBytes + Encoding.UTF8.GetByteCount(purpose)];
        blob[..HeaderBytes].CopyTo(data);
        Encoding.UTF8.GetBytes(purpose, data.AsSpan(HeaderBytes));
        return data;
    }

    private AesGcm CipherFor(RingKey key, string purpose)
    {
        var mine = ciphers.Value!;
        if (!mine.TryGetValue((key.Id, purpose), out var cipher))
        {
            var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, key.Secret.Length, info: Encoding.UTF8.GetBytes(purpose));
            mine[(key.Id, purpose)] = cipher = new(derived, TagBytes);
        }

        return cipher;
    }
}
