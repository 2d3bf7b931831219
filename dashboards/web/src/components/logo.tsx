/** Nine chamfered blocks of the Eixample; the one in the middle is freed for people. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="36" height="36" aria-hidden="true" focusable="false">
      <path
        class="logo-blocks"
        d="M4 2h4.4l2 2v4.4l-2 2H4l-2-2V4zM13.8 2h4.4l2 2v4.4l-2 2h-4.4l-2-2V4zM23.6 2H28l2 2v4.4l-2 2h-4.4l-2-2V4zM4 11.8h4.4l2 2v4.4l-2 2H4l-2-2v-4.4zM23.6 11.8H28l2 2v4.4l-2 2h-4.4l-2-2v-4.4zM4 21.6h4.4l2 2V28l-2 2H4l-2-2v-4.4zM13.8 21.6h4.4l2 2V28l-2 2h-4.4l-2-2v-4.4zM23.6 21.6H28l2 2V28l-2 2h-4.4l-2-2v-4.4z"
      />
      <path class="logo-heart" d="M13.8 11.8h4.4l2 2v4.4l-2 2h-4.4l-2-2v-4.4z" />
    </svg>
  );
}
