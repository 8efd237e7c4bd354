using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace LogisticsScreening.Server.Referrals;

/// <summary>
/// The installation's key for referrals: RSA-3072 with a self-signed certificate, made on first use in the key directory and kept there for good, for the certificate's
/// fingerprint is what an officer compares. The file is readable by its owner alone; who can read it can sign, so it belongs with the other keys, outside the database.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    public const string FileName = "referral-signing.pem";

    private const int KeyBits = 3072;
    private const int ValidYears = 20;
    private const string Subject = "CN=LogisticsScreening installation signing key";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly X509Certificate2 certificate;

    /// <param name="directory">The key directory (LS_KEYS); created when absent.</param>
    /// <param name="time">Gives the first day of validity.</param>
    public SigningKey(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            Create(path, time.GetUtcNow());
        certificate = Read(path);
    }

    /// <summary>A damaged file stops the start, not the first referral weeks later. Without a file there is nothing to check: it is made at the first use.</summary>
    /// <exception cref="StartupException">The file is there and cannot be used.</exception>
    public static void Check(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (File.Exists(path))
            Read(path).Dispose();
    }

    private static X509Certificate2 Read(string path)
    {
        try
        {
            var pem = File.ReadAllText(path);
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The inner text could quote the file, and the file holds a secret.
            throw new StartupException($"The signing key {path} cannot be read ({error.GetType().Name}); restore it from the backup of the key ring.");
        }
    }

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    /// <summary>The certificate without the key, to hand out.</summary>
    public string CertificatePem => certificate.ExportCertificatePem();

    public DateTimeOffset ValidUntil => certificate.NotAfter;

    /// <summary>A detached CMS signature over the content: SHA-256, certificate included and bound by the attribute signing-certificate-v2 (RFC 5035).</summary>
    public byte[] Sign(byte[] content)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), CertificateReference()));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    public void Dispose() => certificate.Dispose();

    private byte[] CertificateReference()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            // The hash algorithm is left out: SHA-256 is the default.
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }

    /// <summary>Two servers may start at once on one key directory: the file appears whole under its name or not at all, and the first one wins.</summary>
    private static void Create(string path, DateTimeOffset now)
    {
        // A move that may not overwrite looks first and renames then: of two that look at once both would win, and one would sign with a key that is gone.
        using var turn = TakeTurn($"{path}.lock");
        if (File.Exists(path))
            return;
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(ValidYears));

        var draft = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(path: draft, options: options))
            file.Write($"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        File.Move(draft, path);
    }

    /// <summary>Waits while another makes the key, which takes seconds at most.</summary>
    private static FileStream TakeTurn(string path)
    {
        const int MostTries = 300;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new(path, options);
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(100);
            }
        }
    }
}
