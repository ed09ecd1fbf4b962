/* The same calls by the library of tpm2-tools: one context, one primary key, one session that encrypts, and for each object
 * a load, an unsealing and a flush. Prints how many microseconds they took. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>

static void check(TSS2_RC rc, int line) {
    if (rc != TSS2_RC_SUCCESS) {
        fprintf(stderr, "line %d: 0x%x\n", line, rc);
        exit(1);
    }
}
#define OK(call) check((call), __LINE__)

static size_t read_file(const char *name, uint8_t *to, size_t most) {
    FILE *file = fopen(name, "rb");
    if (!file) exit(2);
    size_t length = fread(to, 1, most, file);
    fclose(file);
    return length;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    TSS2_TCTI_CONTEXT *tcti = NULL;
    ESYS_CONTEXT *esys = NULL;
    OK(Tss2_TctiLdr_Initialize(argv[1], &tcti));
    OK(Esys_Initialize(&esys, tcti, NULL));
    TPM2B_SENSITIVE_CREATE sensitive = {0};
    TPM2B_DATA outside = {0};
    TPML_PCR_SELECTION pcrs = {0};
    TPM2B_PUBLIC template = {.publicArea = {
        .type = TPM2_ALG_ECC, .nameAlg = TPM2_ALG_SHA256, .objectAttributes = 0x30072,
        .parameters.eccDetail = {.symmetric = {.algorithm = TPM2_ALG_AES, .keyBits.aes = 128, .mode.aes = TPM2_ALG_CFB},
            .scheme.scheme = TPM2_ALG_NULL, .curveID = TPM2_ECC_NIST_P256, .kdf.scheme = TPM2_ALG_NULL}}};
    ESYS_TR primary, session;
    OK(Esys_CreatePrimary(esys, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &sensitive, &template,
        &outside, &pcrs, &primary, NULL, NULL, NULL, NULL));
    TPMT_SYM_DEF aes = {.algorithm = TPM2_ALG_AES, .keyBits.aes = 128, .mode.aes = TPM2_ALG_CFB};
    OK(Esys_StartAuthSession(esys, primary, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, NULL, TPM2_SE_HMAC, &aes,
        TPM2_ALG_SHA256, &session));
    OK(Esys_TRSess_SetAttributes(esys, session, TPMA_SESSION_ENCRYPT | TPMA_SESSION_CONTINUESESSION, 0xff));
    for (int at = 0; at < atoi(argv[2]); at++) {
        char name[32];
        uint8_t bytes[4096];
        size_t offset = 0, length;
        TPM2B_PUBLIC public = {0};
        TPM2B_PRIVATE private = {0};
        TPM2B_SENSITIVE_DATA *data = NULL;
        ESYS_TR object;
        snprintf(name, sizeof name, "%d.pub", at);
        length = read_file(name, bytes, sizeof bytes);
        OK(Tss2_MU_TPM2B_PUBLIC_Unmarshal(bytes, length, &offset, &public));
        snprintf(name, sizeof name, "%d.priv", at);
        offset = 0;
        length = read_file(name, bytes, sizeof bytes);
        OK(Tss2_MU_TPM2B_PRIVATE_Unmarshal(bytes, length, &offset, &private));
        OK(Esys_Load(esys, primary, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &private, &public, &object));
        OK(Esys_Unseal(esys, object, session, ESYS_TR_NONE, ESYS_TR_NONE, &data));
        Esys_Free(data);
        OK(Esys_FlushContext(esys, object));
    }
    OK(Esys_FlushContext(esys, session));
    OK(Esys_FlushContext(esys, primary));
    Esys_Finalize(&esys);
    Tss2_TctiLdr_Finalize(&tcti);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld\n", (end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000);
    return 0;
}
